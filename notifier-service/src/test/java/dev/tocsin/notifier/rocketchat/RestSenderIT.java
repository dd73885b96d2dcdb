package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RateLimit;
import dev.tocsin.simulator.RecordedRequest;
import dev.tocsin.simulator.RoomFlag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a durable client must do, points 3 to 9 of contracts/rocketchat.md 7, over real HTTP. */
class RestSenderIT extends RestSimulation {
    @Test
    void three_theLimitOfEachRouteIsLearned() {
        chat.permit(Set.of());
        chat.changeProfile(p -> p.withLimits(p.limits().withSendMessage(RateLimit.tenPerMinute())));
        isDelivered(send());
        Instant now = CLOCK.instant();
        assertThat(limits.send().ask("lane", 1, 1, now)).isBetween(now.plusSeconds(1), now.plusSeconds(8));
        assertThat(limits.lookUp().ask("lane", 1, 1, now)).isEqualTo(now);
    }

    @Test
    void three_aBotIsNotLimited() {
        isDelivered(send());
        isDelivered(send());
        Instant now = CLOCK.instant();
        for (int i = 0; i < 20; i++) {
            assertThat(limits.send().ask("lane", 1, 1, now)).isEqualTo(now);
            assertThat(limits.lookUp().ask("lane", 1, 1, now)).isEqualTo(now);
        }
    }

    /** The first of them shows that there is no limit; the others wait a moment for what it shows. */
    @Test
    void three_lanesThatLookAtTheSameTimeAllGetTheirAnswer() throws InterruptedException {
        isDelivered(send());
        List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        List<Thread> lanes = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> outcomes.add(send())))
                .toList();
        for (Thread lane : lanes) {
            lane.join();
        }
        assertThat(outcomes).hasSize(8).allSatisfy(RestSimulation::isDelivered);
        assertThat(calls(LOOK_UP)).isEqualTo(8);
    }

    @Test
    void three_aLookUpWithoutASlotIsNotMade() {
        chat.permit(Set.of());
        chat.flag(CHANNEL, RoomFlag.READONLY, true);
        Outcome last = send();
        for (int i = 0; i < 3; i++) {
            last = send();
        }
        is("retry, unknown", last);
        assertThat(((Outcome.Retryable) last).notBefore())
                .isBetween(CLOCK.instant(), CLOCK.instant().plusSeconds(60));
        assertThat(calls(LOOK_UP)).isLessThan(4);
        assertThat(chat.requests()).noneMatch(request -> request.status() == 429);
    }

    @Test
    void three_anUnknownFateWithoutASlotIsPostedAllTheSame() {
        limits.lookUp().blocked(CLOCK.instant().plusSeconds(30), CLOCK.instant());
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(calls(LOOK_UP)).isZero();
    }

    @Test
    void three_aLimitedCallerComesBackWhenToldTo() {
        breaks(new Fault.TooManyRequests(Duration.ofSeconds(42)));
        Outcome outcome = send();
        is("retry", outcome);
        Instant now = CLOCK.instant();
        assertThat(((Outcome.Retryable) outcome).notBefore()).isBetween(now.plusSeconds(35), now.plusSeconds(43));
        assertThat(limits.send().ask("lane", 0, 1, now)).isAfter(now.plusSeconds(35));
        assertThat(calls(LOOK_UP)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomFlag.class,
            names = {"ARCHIVED", "READONLY", "BLOCKED", "MUTED", "ENCRYPTED"})
    void four_aRoomThatIsClosedRefusesTheProbeToo(RoomFlag flag) {
        chat.flag(CHANNEL, flag, true);
        is("refused", send());
        is("refused", sender.probe());
    }

    @Test
    void four_aWrongTokenSuspendsAndIsNotShown() {
        sender = sender(CHANNEL, "wrong-token-of-mine");
        is("suspended", send());
        assertThat(send().toString()).contains("401").doesNotContain("wrong-token-of-mine");
    }

    @Test
    void four_aTokenThatCannotBeSentSuspendsAndIsNotShown() {
        sender = sender(CHANNEL, "token\nof mine");
        is("suspended", send());
        assertThat(send().toString()).doesNotContain("of mine");
    }

    @Test
    void five_aPageOfHtmlAndAFailureIn200AreNoSuccess() {
        breaks(new Fault.Html());
        is("retry, unknown", send());
        breaks(new Fault.SuccessFalse("x"));
        is("retry", send());
        assertThat(chat.messages()).isEmpty();
    }

    @Test
    void six_aFullMessageIsTaken() {
        RoutedAlert[] batch = IntStream.range(0, 400)
                .mapToObj(i -> Routed.firing("@all".repeat(60) + i))
                .toArray(RoutedAlert[]::new);
        isDelivered(sender.send(Attempts.first(batch)));
    }

    @Test
    void six_aNameThatPingsEverybodyIsTakenFromABotThatMayNot() {
        isDelivered(sender.send(
                Attempts.first(Routed.alert("@all").label("instance", "@here").told())));
    }

    @Test
    void six_aPlainMessageSaysInItsTextWhichAlertItIs() {
        Notification notification = Notification.of(List.of(Routed.firing("a")));
        isDelivered(sender.send(
                new Attempt(notification, "0123456789abcdef01234567", 1, Routed.NOON, Fate.NOT_STORED, Form.PLAIN)));
        assertThat(chat.messages().getFirst().text())
                .isEqualTo("🔴 [FIRING:1] HostDown\n• HostDown (`instance: a`; since `2026-03-02 12:00:00 UTC`)");
        assertThat(chat.messages().getFirst().attachments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#alerts-critical", "alerts-critical", "ID"})
    void seven_aRoomIsLookedForOnce(String room) {
        sender = sender(room.equals("ID") ? chat.roomId(CHANNEL) : room);
        isDelivered(send());
        is("delivered", sender.send(Attempts.first("fedcba987654321001234567", Routed.firing("b"))));
        assertThat(calls("/api/v1/rooms.info")).isEqualTo(1);
        assertThat(chat.messages())
                .hasSize(2)
                .allMatch(message -> message.channel().equals(CHANNEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#nowhere", "nowhere at all?&", "@admin", "NoRoomHasThisIdAtAll"})
    void seven_aRoomThatIsNotThereSuspendsAndIsNotAskedForAgainAtOnce(String room) {
        sender = sender(room);
        is("suspended", send());
        is("suspended", send());
        is("suspended", sender.probe());
        assertThat(calls("/api/v1/rooms.info")).isLessThan(2);
        assertThat(calls(SEND)).isZero();
    }

    private Preflight look() {
        RestConnection connection = new RestConnection(
                URI.create(chat.url()), chat.bot().id(), Secret.of(chat.bot().token()));
        return Objects.requireNonNull(new RestPreflight(new HttpCaller(http), connection, CLOCK)
                .look(List.of(CHANNEL))
                .get(CHANNEL));
    }

    @Test
    void eight_aLookSaysWhatKeepsMessagesOut() {
        assertThat(look()).isEqualTo(new Preflight.Done("8.8", "tocsin.bot", List.of()));
        chat.flag(CHANNEL, RoomFlag.ARCHIVED, true);
        chat.flag(CHANNEL, RoomFlag.READONLY, true);
        assertThat(((Preflight.Done) look()).findings()).hasSize(2);
        chat.flag(CHANNEL, RoomFlag.FOREIGN, true);
        assertThat(((Preflight.Done) look()).findings())
                .singleElement()
                .asString()
                .contains("no member");
        assertThat(chat.messages()).isEmpty();
        assertThat(chat.requests()).hasSize(9);
    }

    @Test
    void eight_aLookAtAServerThatFailsIsMadeAgain() {
        chat.faults().set(FaultRule.always(new Fault.Status(503, "")));
        assertThat(look()).isInstanceOf(Preflight.Retry.class);
    }

    /** Nothing is updated, answered in a thread or reacted to, so there is no update to repeat. */
    @Test
    void nine_anEndIsAMessageOfItsOwn() {
        isDelivered(send());
        RoutedAlert end = Routed.alert("HostDown")
                .label("instance", "a")
                .resolvedAfter(Duration.ofMinutes(5))
                .told();
        is("delivered", sender.send(Attempts.first("fedcba987654321001234567", end)));
        assertThat(chat.messages()).hasSize(2);
        assertThat(chat.requests()).extracting(RecordedRequest::path).containsOnly("/api/v1/rooms.info", SEND);
    }

    @Test
    void probesAreNewMessagesWithoutAForeignWordAndAreNotLookedUp() {
        is("delivered", sender.probe());
        is("delivered", sender.probe());
        assertThat(chat.messages())
                .hasSize(2)
                .allMatch(message -> message.text().equals("Tocsin is checking whether this room takes messages."))
                .allMatch(message -> message.json().contains("\"title_link\"")
                        && message.json().contains("\"actions\""));
        breaks(new Fault.Reset());
        is("retry, unknown", sender.probe());
        assertThat(calls(LOOK_UP)).isZero();
    }

    @Test
    void theRoomIsTheServerAndTheRoomWhoeverPosts() {
        assertThat(sender.room()).isEqualTo(chat.url() + " " + CHANNEL);
        assertThat(sender(CHANNEL, "another-token").room()).isEqualTo(sender.room());
        assertThat(sender(OTHER).room()).isNotEqualTo(sender.room());
    }
}
