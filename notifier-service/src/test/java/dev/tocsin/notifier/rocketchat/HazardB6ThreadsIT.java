package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RecordedRequest;
import dev.tocsin.simulator.RocketChatProfile.Threads;
import dev.tocsin.simulator.RoomFlag;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hazard B6: replies, and what becomes of those that Rocket.Chat does not take. */
class HazardB6ThreadsIT extends RestSimulation {
    private static final String PARENT = "aaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String REPLY = "bbbbbbbbbbbbbbbbbbbbbbbb";

    @BeforeEach
    void makeOneThatAnswers() {
        sender = answering(CHANNEL);
    }

    /** Ends have a parent, as the index would say. */
    private RestSender answering(String room) {
        RestConnection connection = new RestConnection(
                URI.create(chat.url()), chat.bot().id(), Secret.of(chat.bot().token()));
        return RestFixture.sender(
                new HttpCaller(http),
                new RestRoom(connection, room),
                limits,
                notification -> Optional.of(PARENT).filter(parent -> notification.firing() == 0),
                CLOCK);
    }

    private static Attempt end(int number, Form form) {
        return end(REPLY, number, form);
    }

    private static Attempt end(String id, int number, Form form) {
        Attempt first = Attempts.first(
                id,
                Routed.alert("HostDown")
                        .seq(2)
                        .resolvedAfter(Duration.ofMinutes(1))
                        .told());
        return new Attempt(first.notification(), id, number, CLOCK.instant(), Fate.NOT_STORED, form);
    }

    private void parentIsThere() {
        is("delivered", sender.send(Attempts.first(PARENT, Routed.firing("a"))));
    }

    private static ChatMessage last() {
        return chat.messages().getLast();
    }

    private static void isReply(ChatMessage message) {
        assertThat(message.json()).contains("\"tmid\":\"" + PARENT + "\"", "\"tshow\":true");
        assertThat(message.channel()).isEqualTo(CHANNEL);
    }

    private static void isNoReply(ChatMessage message) {
        assertThat(message.json()).doesNotContain("tmid", "tshow");
    }

    @Test
    void anEndAnswersItsBeginningAndShowsInTheChannelToo() {
        parentIsThere();
        isNoReply(last());
        is("delivered", sender.send(end(1, Form.RICH)));
        isReply(last());
        assertThat(last().id()).isEqualTo(REPLY);
        assertThat(calls(LOOK_UP)).isZero();
    }

    /** It is the last resort: whatever a reply was refused for, without a thread it has one reason less. */
    @Test
    void aPlainMessageAnswersNothing() {
        parentIsThere();
        is("delivered", sender.send(end(1, Form.PLAIN)));
        isNoReply(last());
    }

    @Test
    void aMessageThatAnotherSenderHasStoredIsLookedUpOnce() {
        parentIsThere();
        sender = answering(CHANNEL);
        is("delivered", sender.send(end(1, Form.RICH)));
        isReply(last());
        is("delivered", sender.send(end("cccccccccccccccccccccccc", 1, Form.RICH)));
        isReply(last());
        assertThat(calls(LOOK_UP)).isEqualTo(1);
    }

    @Test
    void aMessageInAnotherRoomIsNotAnswered() {
        sender = answering(OTHER);
        parentIsThere();
        sender = answering(CHANNEL);
        is("delivered", sender.send(end(1, Form.RICH)));
        isNoReply(last());
        assertThat(last().channel()).isEqualTo(CHANNEL);
    }

    @Test
    void aMessageThatIsGoneIsNotAnswered() {
        is("delivered", sender.send(end(1, Form.RICH)));
        isNoReply(last());
    }

    /** Rocket.Chat keeps such a reply, in the room that it is sent to. */
    @Test
    void anEndWhoseBeginningIsDeletedMeanwhileStillShowsInTheChannel() {
        parentIsThere();
        chat.deleteMessage(PARENT);
        is("delivered", sender.send(end(1, Form.RICH)));
        assertThat(chat.messages()).singleElement().satisfies(HazardB6ThreadsIT::isReply);
    }

    @Test
    void aLookUpThatFailsDelaysNothing() {
        parentIsThere();
        sender = answering(CHANNEL);
        chat.faults().set(FaultRule.always(new Fault.Status(503, "")).onPath(LOOK_UP));
        is("delivered", sender.send(end(1, Form.RICH)));
        isNoReply(last());
    }

    @Test
    void whatIsRefusedAsAReplyGoesOnceWithoutUnderTheSameId() {
        parentIsThere();
        chat.changeProfile(profile -> profile.withThreads(Threads.OFF));
        is("delivered", sender.send(end(1, Form.RICH)));
        assertThat(chat.messages()).hasSize(2);
        isNoReply(last());
        assertThat(last().id()).isEqualTo(REPLY);
        assertThat(calls(SEND)).isEqualTo(3);
        is("delivered", sender.send(end("cccccccccccccccccccccccc", 1, Form.RICH)));
        assertThat(calls(SEND)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomFlag.class,
            names = {"ARCHIVED", "READONLY", "BLOCKED", "MUTED"})
    void aRoomThatTakesNothingIsNoReasonToLeaveTheThread(RoomFlag flag) {
        parentIsThere();
        chat.flag(CHANNEL, flag, true);
        is("refused", sender.send(end(1, Form.RICH)));
        assertThat(calls(SEND)).isEqualTo(2);
        chat.flag(CHANNEL, flag, false);
        is("delivered", sender.send(end(2, Form.RICH)));
        isReply(last());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message size exceeds Message_MaxAllowedSize [error-message-size-exceeded]",
                "Invalid href value provided",
                "Notify all in this room not allowed [error-action-not-allowed]",
                "room_is_archived"
            })
    void aReasonThatIsTakenForAnothersLosesNothing(String words) {
        parentIsThere();
        breaks(new Fault.Status(400, "{\"success\":false,\"error\":\"" + words + "\"}"));
        is("refused", sender.send(end(1, Form.RICH)));
        assertThat(calls(SEND)).isEqualTo(2);
        is("delivered", sender.send(end(2, Form.PLAIN)));
        isNoReply(last());
    }

    @Test
    void whatIsRefusedWithoutToIsRefused() {
        parentIsThere();
        chat.flag(CHANNEL, RoomFlag.ENCRYPTED, true);
        is("refused", sender.send(end(1, Form.RICH)));
        assertThat(calls(SEND)).isEqualTo(3);
        is("refused", sender.send(end(2, Form.RICH)));
        assertThat(calls(SEND)).isEqualTo(4);
    }

    @Test
    void withoutASlotItGoesWithoutTheNextTime() {
        parentIsThere();
        chat.changeProfile(profile -> profile.withThreads(Threads.OFF));
        limits.send().blocked(CLOCK.instant().plusSeconds(30), CLOCK.instant());
        Outcome outcome = sender.send(end(1, Form.RICH));
        is("retry", outcome);
        assertThat(((Outcome.Retryable) outcome).notBefore())
                .isAfter(CLOCK.instant().plusSeconds(20));
        assertThat(chat.messages()).hasSize(1);
        is("delivered", sender.send(end(2, Form.RICH)));
        isNoReply(last());
        assertThat(chat.requests().stream()
                        .filter(request -> request.path().equals(SEND))
                        .map(RecordedRequest::status))
                .containsExactly(200, 400, 200);
    }

    @Test
    void aReplyWhoseAnswerGotLostIsThereOnce() {
        parentIsThere();
        breaks(new Fault.StoredButLost(new Fault.Reset()));
        is("delivered", sender.send(end(1, Form.RICH)));
        is("delivered", sender.send(end(2, Form.PLAIN)));
        assertThat(chat.messages()).hasSize(2);
        isReply(last());
    }
}
