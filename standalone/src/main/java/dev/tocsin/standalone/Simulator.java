package dev.tocsin.standalone;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.SimulatorConfig;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Rocket.Chat simulator as a part of a process. */
final class Simulator implements Component {
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private final RocketChatSimulator chat;
    private final int port;

    Simulator(String host, int port) {
        this.port = port;
        this.chat = new RocketChatSimulator(
                SimulatorConfig.defaults(Clock.systemUTC()).withAddress(host, port));
    }

    static Simulator of(Settings settings) {
        int port = settings.get(Launch.Own.SIMULATOR_PORT);
        return new Simulator(settings.get(Launch.Own.SIMULATOR_HOST), port == 0 ? Ports.free() : port);
    }

    /** The webhooks of its channels, by severity. */
    Map<String, Secret> hooks() {
        Map<String, Secret> hooks = new LinkedHashMap<>();
        SEVERITIES.forEach(severity -> hooks.put(
                severity, Secret.of(url() + chat.hook("#alerts-" + severity).path())));
        return hooks;
    }

    /** What lets a notifier post to its channels over the REST API. The token is none: it follows from a name. */
    Map<String, String> rest() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ROCKETCHAT_URL", url());
        settings.put("ROCKETCHAT_USER_ID", chat.bot().id());
        settings.put("ROCKETCHAT_TOKEN", chat.bot().token());
        SEVERITIES.forEach(severity ->
                settings.put("ROCKETCHAT_ROOM_" + severity.toUpperCase(Locale.ROOT), "#alerts-" + severity));
        return settings;
    }

    /** Where its page is. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "rocketchat simulator";
    }

    @Override
    public void start() {
        chat.start();
    }

    @Override
    public CheckResult check() {
        return CheckResult.ok();
    }

    @Override
    public void close() {
        chat.close();
    }
}
