package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.Permission;
import dev.tocsin.simulator.RecordedRequest;
import dev.tocsin.simulator.RocketChatProfile;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.RoomFlag;
import dev.tocsin.simulator.SimulatorConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A sender over REST, and a Rocket.Chat that misbehaves when asked to. */
abstract class RestSimulation {
    static final String CHANNEL = "#alerts-critical";
    static final String OTHER = "#alerts-info";
    static final String SEND = "/api/v1/chat.sendMessage";
    static final String LOOK_UP = "/api/v1/chat.getMessage";
    static final Clock CLOCK = Clock.systemUTC();
    static RocketChatSimulator chat;

    final HttpClient http = HttpCaller.client();
    final RestLimits limits = RestFixture.limits();
    RestSender sender;

    @BeforeAll
    static void start() {
        chat = new RocketChatSimulator(SimulatorConfig.defaults(CLOCK)).start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void make() {
        sender = sender(CHANNEL);
    }

    @AfterEach
    void mend() {
        http.shutdownNow();
        chat.clear();
        chat.changeProfile(profile -> RocketChatProfile.v8());
        chat.permit(Permission.ofBotRole());
        for (RoomFlag flag : RoomFlag.values()) {
            chat.flag(CHANNEL, flag, false);
            chat.flag(OTHER, flag, false);
        }
    }

    RestSender sender(String room) {
        return sender(room, chat.bot().token());
    }

    RestSender sender(String room, String token) {
        RestConnection connection =
                new RestConnection(URI.create(chat.url() + "/"), chat.bot().id(), Secret.of(token));
        return RestFixture.sender(new HttpCaller(http), new RestRoom(connection, room), limits, CLOCK);
    }

    Outcome send() {
        return sender.send(Attempts.first(Routed.firing("a")));
    }

    Outcome sendAgain(Fate fate, Form form) {
        Attempt first = Attempts.first(Routed.firing("a"));
        return sender.send(new Attempt(first.notification(), first.messageId(), 2, first.since(), fate, form));
    }

    static void breaks(Fault fault) {
        chat.faults().set(FaultRule.next(1, fault).onPath(SEND));
    }

    static long calls(String path) {
        return chat.requests().stream()
                .map(RecordedRequest::path)
                .filter(path::equals)
                .count();
    }

    static void isDelivered(Outcome outcome) {
        assertThat(outcome).isEqualTo(new Outcome.Delivered("0123456789abcdef01234567"));
    }

    static void is(String word, Outcome outcome) {
        assertThat(Outcomes.word(outcome)).as(outcome.toString()).isEqualTo(word);
        assertThat(outcome.toString()).doesNotContain(chat.bot().token());
    }
}
