package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a room's id and keeps it: a room that is renamed keeps its id, one that is made again has another. Rocket.Chat
 * takes ten such questions in a minute, so a failed one is repeated no sooner than ten seconds later.
 */
final class RoomFinder {
    static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration BACK_OFF = Duration.ofSeconds(10);
    /** A time that is further away counts as this: clocks differ (hazards.md B3). */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    private final RestCalls calls;
    private final RestRoom room;
    private final RestAnswers answers;
    private final Clock clock;

    /** Guarded by this, as is all below: who comes while it is being asked for hears the same answer. */
    private @Nullable Answer known;

    private @Nullable Instant askAgainAt;

    RoomFinder(RestCalls calls, RestRoom room, RestAnswers answers, Clock clock) {
        this.calls = calls;
        this.room = room;
        this.answers = answers;
        this.clock = clock;
    }

    /** What came of looking for the room. */
    sealed interface Answer {
        /** Its id. */
        record Id(String id) implements Answer {}

        /** Nothing can be posted. */
        record None(Outcome why) implements Answer {}
    }

    /** The room. */
    synchronized Answer find(TimeLeft left) {
        Instant now = clock.instant();
        if (known instanceof Answer.Id || (known != null && isSoon(now))) {
            return known;
        }
        if (room.isPerson()) {
            return new Answer.None(new Outcome.Suspended(room.personWords()));
        }
        if (left.isOver()) {
            return new Answer.None(new Outcome.Retryable("the room was not found in time", Fate.NOT_STORED, null));
        }
        Reply reply = calls.get("/api/v1/rooms.info?" + room.query(), left, CALL);
        Answer answer = meaning(reply);
        keep(reply, answer, now);
        return answer;
    }

    /** Looks again, because Rocket.Chat has refused this id. */
    synchronized Answer findAgain(String refused, TimeLeft left) {
        // Another may have looked already.
        if (known instanceof Answer.Id(String id) && id.equals(refused)) {
            known = null;
        }
        return find(left);
    }

    private boolean isSoon(Instant now) {
        // A clock that was put back must not make it wait for longer.
        return askAgainAt != null
                && now.isBefore(askAgainAt)
                && askAgainAt.isBefore(now.plus(LONGEST_WINDOW).plusMillis(1));
    }

    /** What never reached Rocket.Chat, or broke there, may be asked again when the next attempt is due. */
    private void keep(Reply reply, Answer answer, Instant now) {
        known = reply instanceof Reply.Answer said && said.status() < 500 ? answer : null;
        Instant latest = now.plus(LONGEST_WINDOW);
        askAgainAt = answer instanceof Answer.None(Outcome.Retryable retry) && retry.notBefore() != null
                ? Optional.of(retry.notBefore()).filter(latest::isAfter).orElse(latest)
                : now.plus(BACK_OFF);
    }

    private Answer meaning(Reply reply) {
        return switch (reply) {
            // Looking for a room stores nothing, however it ends.
            case Reply.Failure(Outcome.Retryable retry) ->
                new Answer.None(new Outcome.Retryable(retry.reason(), Fate.NOT_STORED, retry.notBefore()));
            case Reply.Failure(Outcome outcome) -> new Answer.None(outcome);
            case Reply.Answer answer -> meaning(answer);
        };
    }

    private Answer meaning(Reply.Answer answer) {
        Said said = Said.in(answer);
        String id = said.json().at("/room/_id").asString("");
        if (answer.status() == 200 && said.success() && !id.isEmpty()) {
            return new Answer.Id(id);
        }
        return new Answer.None(answers.whoever(answer).orElseGet(() -> refused(answer, said)));
    }

    private Outcome refused(Reply.Answer answer, Said said) {
        return answer.status() == 400 && said.failure()
                ? new Outcome.Suspended(RoomWords.of(room, said, answers))
                : new Outcome.Retryable(
                        "looking for the room: " + answer.status() + " " + answers.quoted(said.words()),
                        Fate.NOT_STORED,
                        null);
    }
}
