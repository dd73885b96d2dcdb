package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the room is, and what happens when it is not there any more. */
class RestRoomsTest {
    private static final String INVALID = "{\"success\":false,\"error\":\"error-invalid-room\"}";
    private static final String NOT_FOUND =
            "{\"success\":false,\"error\":\"x [error-room-not-found]\",\"errorType\":\"error-room-not-found\"}";

    private final ManualClock clock = new ManualClock(Routed.NOON);
    private final HttpClient http = HttpCaller.client();
    private final RestLimits limits = RestFixture.limits();
    private ScriptedPeer server;
    private RestSender sender;
    /** What the server says of the room at the moment. */
    private Act room = found("first");

    @BeforeEach
    void start() {
        server = new ScriptedPeer(200, "");
        server.decides(this::answer);
        RestRoom alerts = new RestRoom(RestFixture.connection(server.url("") + "/chat/"), "#alerts");
        sender = RestFixture.sender(new HttpCaller(http), alerts, limits, clock);
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    private static Act found(String id) {
        return new Act.Answer(200, "{\"success\":true,\"room\":{\"_id\":\"" + id + "\"}}");
    }

    private static Request below(Request request) {
        return new Request(request.path().replaceFirst("^/chat", ""), request.headers(), request.body());
    }

    /** A server below a path, whose only room is the second. */
    private Act answer(Request request) {
        Request below = below(request);
        if (below.path().startsWith("/api/v1/rooms.info")) {
            return room;
        }
        return below.body().contains("\"rid\":\"first\"")
                ? RestFixture.posting(below, new Act.Answer(400, INVALID))
                : RestFixture.taken(below);
    }

    private Outcome send() {
        return sender.send(Attempts.first(Routed.firing("a")));
    }

    private long questions() {
        return server.requests().stream()
                .filter(request -> request.path().contains("rooms.info"))
                .count();
    }

    @Test
    void aRoomThatWasMadeAgainIsFoundAgain() {
        send();
        room = found("second");
        // The id that was found is refused, and the new one is where the next attempt goes.
        assertThat(Outcomes.word(send())).isEqualTo("retry");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
        assertThat(questions()).isEqualTo(3);
    }

    /** Its id stays. */
    @Test
    void aRoomThatIsRenamedIsStillTheRoom() {
        room = found("second");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
        room = new Act.Answer(400, NOT_FOUND);
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void aRoomThatIsGoneSuspends() {
        send();
        room = new Act.Answer(400, NOT_FOUND);
        assertThat(Outcomes.word(send())).isEqualTo("suspended");
        assertThat(Outcomes.word(send())).isEqualTo("suspended");
        assertThat(questions()).isEqualTo(3);
    }

    @Test
    void aRoomWhoseIdIsRefusedAndStillTheSameRefuses() {
        assertThat(Outcomes.word(send())).isEqualTo("refused");
        assertThat(Outcomes.word(sender.probe())).isEqualTo("refused");
    }

    @Test
    void aFailedQuestionIsRepeatedTenSecondsLater() {
        room = new Act.Answer(400, NOT_FOUND);
        send();
        clock.advance(Duration.ofSeconds(9));
        send();
        assertThat(questions()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(2));
        room = found("second");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    }

    /** As the lane does before each send. */
    private void theOnlySlotIsTaken() {
        limits.send().learn(new Limiter.Allowance(1, 1, Routed.NOON.plusSeconds(60)), Routed.NOON);
        assertThat(limits.send().ask("lane", 1, 1, Routed.NOON)).isEqualTo(Routed.NOON);
    }

    private void theSlotIsFree() {
        assertThat(limits.send().ask("another", 1, 1, Routed.NOON)).isEqualTo(Routed.NOON);
    }

    @Test
    void aRoomThatIsNotFoundCostsOtherRoomsOfTheServerNoSlot() {
        room = new Act.Answer(400, NOT_FOUND);
        theOnlySlotIsTaken();
        assertThat(Outcomes.word(send())).isEqualTo("suspended");
        theSlotIsFree();
        assertThat(Outcomes.word(sender.probe())).isEqualTo("suspended");
        theSlotIsFree();
    }

    @Test
    void aMessageThatIsFoundBeforeItIsPostedAgainCostsNoSlot() {
        room = found(RestFixture.ROOM_ID);
        String body = "{\"success\":true,\"message\":{\"_id\":\"0123456789abcdef01234567\",\"rid\":\""
                + RestFixture.ROOM_ID + "\",\"u\":{\"_id\":\"" + RestFixture.USER + "\"}}}";
        server.decides(call -> call.path().contains("getMessage") ? new Act.Answer(200, body) : room);
        Attempt first = Attempts.first(Routed.firing("a"));
        theOnlySlotIsTaken();
        assertThat(sender.send(new Attempt(
                        first.notification(), first.messageId(), 2, first.since(), Fate.UNKNOWN, Form.RICH)))
                .isInstanceOf(Outcome.Delivered.class);
        theSlotIsFree();
    }

    @Test
    void aServerThatWasAwayIsAskedAgainAtOnce() {
        room = new Act.Answer(503, "");
        assertThat(Outcomes.word(send())).isEqualTo("retry");
        room = found("second");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void anAlertThatCannotBePutIntoWordsIsRefusedAndNotPosted() {
        room = found("second");
        RoutedAlert good = Routed.firing("a");
        RoutedAlert endless = new RoutedAlert(
                good.received(),
                good.severity(),
                good.receivers(),
                good.group(),
                1,
                1,
                good.reason(),
                Instant.MAX,
                Instant.MAX);
        theOnlySlotIsTaken();
        assertThat(sender.send(Attempts.first(endless))).isInstanceOf(Outcome.Refused.class);
        theSlotIsFree();
        assertThat(server.requests()).noneMatch(request -> request.path().contains("sendMessage"));
    }

    @Test
    void aClockThatIsPutBackMakesNobodyWait() {
        room = new Act.Answer(400, NOT_FOUND);
        send();
        clock.advance(Duration.ofHours(-1));
        room = found("second");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aLimitedQuestionWaitsForItsWindow() {
        room = new Act.Answer(429, Map.of("Retry-After", "30"), "");
        assertThat(send())
                .isInstanceOfSatisfying(
                        Outcome.Retryable.class,
                        retry -> assertThat(retry.notBefore()).isEqualTo(Routed.NOON.plusSeconds(30)));
        clock.advance(Duration.ofSeconds(20));
        send();
        assertThat(questions()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(11));
        room = found("second");
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void whatIsSentIsWhatTheContractAsksFor() {
        room = found("second");
        send();
        assertThat(server.requests().getFirst().path()).isEqualTo("/chat/api/v1/rooms.info?roomName=alerts");
        Request post = server.requests().getLast();
        assertThat(post.path()).isEqualTo("/chat/api/v1/chat.sendMessage");
        assertThat(post.body())
                .startsWith("{\"message\":{\"_id\":\"0123456789abcdef01234567\",\"rid\":\"second\",\"msg\":\"")
                .contains("\"attachments\":[{")
                .endsWith(",\"parseUrls\":false},\"previewUrls\":[]}")
                .doesNotContain("\"ts\"", "\"\"", "null");
        assertThat(post.headers())
                .containsEntry("x-auth-token", RestFixture.TOKEN)
                .containsEntry("x-user-id", RestFixture.USER)
                .containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void aMessageOfAnotherAccountIsNotOurs() {
        String other = "{\"success\":true,\"message\":{\"_id\":\"0123456789abcdef01234567\",\"rid\":\""
                + RestFixture.ROOM_ID + "\",\"u\":{\"_id\":\"somebody\"}}}";
        server.decides(request -> request.path().contains("getMessage")
                ? new Act.Answer(200, other)
                : RestFixture.posting(below(request), new Act.Answer(500, "")));
        assertThat(send())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("another account's"));
    }
}
