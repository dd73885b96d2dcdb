package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RocketChatProfile.Duplicates;
import dev.tocsin.simulator.RoomFlag;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a message: points 1 and 2 of contracts/rocketchat.md 7, over real HTTP. */
class RestSettlingIT extends RestSimulation {
    @Test
    void one_aMessageHasItsId() {
        isDelivered(send());
        assertThat(chat.messages()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo("0123456789abcdef01234567");
            assertThat(message.channel()).isEqualTo(CHANNEL);
            assertThat(message.text()).isEqualTo("🔴 [FIRING:1] HostDown");
            assertThat(message.attachments().getFirst().text()).contains("instance: a");
            assertThat(message.json()).contains("\"parseUrls\":false");
        });
        assertThat(calls(LOOK_UP)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void one_aRepeatIsNoSecondMessage(Duplicates noticed) {
        chat.changeProfile(profile -> profile.withDuplicates(noticed));
        isDelivered(send());
        isDelivered(send());
        isDelivered(sendAgain(Fate.NOT_STORED, Form.PLAIN));
        assertThat(chat.messages()).hasSize(1);
    }

    static Stream<Fault> losses() {
        return Stream.of(
                new Fault.Reset(),
                new Fault.Hang(null),
                new Fault.Status(500, "Internal Server Error"),
                new Fault.Status(502, "<html>Bad Gateway</html>"),
                new Fault.Status(503, ""),
                new Fault.Status(400, "{\"success\":false,\"error\":\"after-save hook failed\"}"),
                new Fault.Html(),
                new Fault.SuccessFalse("x"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void two_aLostAnswerIsLookedUpAtOnce(Fault ending) {
        breaks(new Fault.StoredButLost(ending));
        isDelivered(send());
        assertThat(chat.messages()).hasSize(1);
    }

    static Stream<Fault> losers() {
        return Stream.of(
                new Fault.Reset(), new Fault.Hang(null), new Fault.Status(502, ""), new Fault.Status(500, "<html>"));
    }

    @ParameterizedTest
    @MethodSource("losers")
    void two_aCallThatMayGoOnStaysUnknownAndIsMadeAgainUnderItsId(Fault ending) {
        breaks(ending);
        is("retry, unknown", send());
        assertThat(calls(LOOK_UP)).isEqualTo(1);
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(chat.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cannot read properties of undefined (reading 'starred')", "E11000 duplicate key error"})
    void two_anIdThatIsThereAndIsNotFoundStaysUnknown(String words) {
        breaks(new Fault.Status(400, "{\"success\":false,\"error\":\"" + words + "\"}"));
        is("retry, unknown", send());
        assertThat(calls(LOOK_UP)).isEqualTo(1);
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(chat.messages()).hasSize(1);
    }

    @Test
    void two_aTokenThatExpiresBehindALostAnswerDoublesNothing() {
        Fault expired = new Fault.Status(401, "{\"success\":false,\"error\":\"You must be logged in to do this.\"}");
        chat.faults()
                .set(List.of(
                        FaultRule.next(1, new Fault.StoredButLost(new Fault.Reset()))
                                .onPath(SEND),
                        FaultRule.next(2, expired).onPath(LOOK_UP),
                        FaultRule.next(1, expired).onPath(SEND)));
        is("retry, unknown", send());
        is("suspended", sendAgain(Fate.UNKNOWN, Form.RICH));
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(chat.messages()).hasSize(1);
        assertThat(calls(SEND)).isEqualTo(2);
    }

    @Test
    void two_aCallThatEndedWithoutAMessageIsNotStored() {
        breaks(new Fault.Status(500, "Internal Server Error"));
        is("retry", send());
    }

    @Test
    void two_anUnknownFateIsLookedUpBeforeItIsPosted() {
        isDelivered(send());
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(calls(SEND)).isEqualTo(1);
    }

    @Test
    void two_aRefusalOfWhatIsThereIsNoRefusal() {
        isDelivered(send());
        chat.flag(CHANNEL, RoomFlag.READONLY, true);
        isDelivered(send());
    }

    @Test
    void two_aLookUpThatFailsLeavesTheFateUnknown() {
        for (Fault fault : List.of(new Fault.Reset(), new Fault.Html(), new Fault.Status(500, ""))) {
            chat.flag(CHANNEL, RoomFlag.READONLY, true);
            chat.faults().set(FaultRule.always(fault).onPath(LOOK_UP));
            is("retry, unknown", send());
            chat.flag(CHANNEL, RoomFlag.READONLY, false);
            isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
            chat.clear();
        }
    }

    @Test
    void two_anIdThatAMessageElsewhereHasIsRefused() {
        isDelivered(sender(OTHER).send(Attempts.first(Routed.firing("a"))));
        is("refused", send());
        assertThat(send().toString()).contains("is taken").contains("another room");
        is("refused", sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(chat.messages()).hasSize(1);
    }

    @Test
    void two_aMessageFromBeforeTheBatchIsNotThisOne() {
        isDelivered(send());
        Attempt first = Attempts.first(Routed.firing("a"));
        Attempt later = new Attempt(
                first.notification(),
                first.messageId(),
                1,
                CLOCK.instant().plus(Duration.ofHours(3)),
                Fate.NOT_STORED,
                Form.RICH);
        is("refused", sender.send(later));
    }

    @Test
    void two_aMessageInARoomThatTheAccountLostSuspends() {
        isDelivered(send());
        chat.flag(CHANNEL, RoomFlag.FOREIGN, true);
        is("suspended", send());
        is("suspended", sendAgain(Fate.UNKNOWN, Form.RICH));
    }

    @Test
    void two_aMessageThatAPersonDeletedIsTakenAgain() {
        isDelivered(send());
        chat.deleteMessage("0123456789abcdef01234567");
        isDelivered(sendAgain(Fate.UNKNOWN, Form.RICH));
        assertThat(chat.messages()).hasSize(1);
    }
}
