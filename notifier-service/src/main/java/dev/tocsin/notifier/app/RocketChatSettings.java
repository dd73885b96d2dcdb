package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Family;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.notifier.rocketchat.RestConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the environment says of Rocket.Chat.
 *
 * @param webhooks by severity
 * @param url of the server, for the REST API
 * @param userId of the account there
 * @param token of the account
 * @param rooms by severity
 */
public record RocketChatSettings(
        Map<String, Secret> webhooks,
        Optional<URI> url,
        Optional<String> userId,
        Optional<Secret> token,
        Map<String, String> rooms) {
    /** The server. */
    public static final Setting<Optional<URI>> URL =
            Setting.optional("ROCKETCHAT_URL", Kind.URL, "address of Rocket.Chat, for its REST API");

    /** The account. */
    public static final Setting<Optional<String>> USER_ID =
            Setting.optional("ROCKETCHAT_USER_ID", Kind.TEXT, "id of the account that posts over the REST API");

    /** Its token. */
    public static final Setting<Optional<Secret>> TOKEN =
            Setting.optional("ROCKETCHAT_TOKEN", Kind.SECRET, "token of the account that posts over the REST API");

    /** The webhooks. */
    public static final Family<Secret> WEBHOOKS = new Family<>(
            "ROCKETCHAT_WEBHOOK_",
            "SEVERITY",
            Kind.SECRET_URL,
            "a Rocket.Chat incoming webhook for the alerts of this severity");

    /** The rooms. */
    public static final Family<String> ROOMS = new Family<>(
            "ROCKETCHAT_ROOM_",
            "SEVERITY",
            Kind.TEXT,
            "a room for the alerts of this severity, over the REST API: #channel, or its id");

    /** Copies the maps. */
    public RocketChatSettings {
        webhooks = Map.copyOf(webhooks);
        rooms = Map.copyOf(rooms);
    }

    /** What the settings say. */
    public static RocketChatSettings of(Settings settings) {
        return new RocketChatSettings(
                bySeverity(settings.get(WEBHOOKS)),
                settings.get(URL),
                settings.get(USER_ID),
                settings.get(TOKEN),
                bySeverity(settings.get(ROOMS)));
    }

    /** Nothing but these webhooks. */
    public static RocketChatSettings ofWebhooks(Map<String, Secret> webhooks) {
        return new RocketChatSettings(webhooks, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** The severity that a word of the environment names, where a dash can't stand. */
    private static <T> Map<String, T> bySeverity(Map<String, T> byWord) {
        return byWord.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Map.Entry::getValue,
                        (a, b) -> b,
                        TreeMap::new));
    }

    /** The server and the account, if both are known. */
    Optional<RestConnection> connection() {
        return url.flatMap(at -> userId.flatMap(user -> token.map(secret -> new RestConnection(at, user, secret))));
    }

    /** The address of each severity that has one. */
    Map<String, Destination> destinations() {
        Map<String, Destination> found = new TreeMap<>();
        webhooks.forEach((severity, hook) -> found.put(severity, new Destination.Webhook(hook)));
        connection()
                .ifPresent(
                        at -> rooms.forEach((severity, room) -> found.put(severity, new Destination.Room(at, room))));
        return found;
    }

    /** The setting that gives a severity its address. */
    String named(String severity) {
        return (rooms.containsKey(severity) ? "ROCKETCHAT_ROOM_" : "ROCKETCHAT_WEBHOOK_") + word(severity);
    }

    static String word(String severity) {
        return severity.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What is wrong in themselves, a sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, Optional<?>> together = Map.of(URL.name(), url, USER_ID.name(), userId, TOKEN.name(), token);
        List<String> missing = together.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        boolean wanted = !rooms.isEmpty() || missing.size() < together.size();
        if (wanted && !missing.isEmpty()) {
            problems.add("ROCKETCHAT_URL, ROCKETCHAT_USER_ID and ROCKETCHAT_TOKEN belong together; set "
                    + String.join(" and ", missing));
        }
        return problems;
    }

    /** What is worth saying, a sentence each: a room is told instead of a webhook. */
    List<String> remarks() {
        return rooms.keySet().stream()
                .filter(webhooks::containsKey)
                .map(RocketChatSettings::word)
                .sorted()
                .map(word -> "ROCKETCHAT_ROOM_" + word + " is told, not ROCKETCHAT_WEBHOOK_" + word)
                .toList();
    }

    /** Severities by the setting that names them, in order. */
    Map<String, String> bySetting() {
        Map<String, String> all = new TreeMap<>();
        all.putAll(named("ROCKETCHAT_WEBHOOK_", webhooks));
        all.putAll(named("ROCKETCHAT_ROOM_", rooms));
        return all;
    }

    private static Map<String, String> named(String prefix, Map<String, ?> bySeverity) {
        return bySeverity.keySet().stream()
                .collect(Collectors.toMap(severity -> prefix + word(severity), Function.identity()));
    }
}
