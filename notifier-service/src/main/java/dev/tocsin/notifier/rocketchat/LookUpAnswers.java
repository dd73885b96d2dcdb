package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.http.Reply;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an answer of chat.getMessage means (contracts/rocketchat.md 3.4 and 3.5). */
final class LookUpAnswers {
    /**
     * A message may be this much older than the first attempt at its batch. The attempt's time was written by whoever
     * owned the lane then: two clocks that are an hour off, one each way, and ten minutes besides. To take our own
     * message for another's would tell it twice, while an older one under the same id needs the same cluster, topic
     * and offsets: this only keeps a wipe that the id does not show (hazards.md A3) from going unnoticed.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(130);

    private final RestAnswers answers;
    private final LimitHeaders limits;
    private final Clock clock;

    LookUpAnswers(RestAnswers answers, LimitHeaders limits, Clock clock) {
        this.answers = answers;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The message that is asked for.
     *
     * @param id its id
     * @param roomId where it should be
     * @param userId who should have posted it
     * @param since when the first attempt at it was planned
     */
    record Sought(String id, String roomId, String userId, Instant since) {}

    /** The meaning of a reply. */
    LookUp of(Reply reply, Sought sought) {
        return switch (reply) {
            case Reply.Answer answer -> of(answer, sought);
            case Reply.Failure(Outcome outcome) ->
                new LookUp.Unclear(outcome instanceof Outcome.Retryable r ? r.reason() : "the call failed", null);
        };
    }

    private LookUp of(Reply.Answer answer, Sought sought) {
        Said said = Said.in(answer);
        JsonNode message = said.json().path("message");
        if (answer.status() == 200
                && said.success()
                && message.path("_id").asString("").equals(sought.id())) {
            return judged(answer, message, sought);
        }
        if (answer.status() == 400 && said.failure()) {
            if (said.json().path("error").isMissingNode()) {
                return new LookUp.Missing();
            }
            if (said.error().contains("error-not-allowed")) {
                return new LookUp.Hidden();
            }
        }
        return new LookUp.Unclear(
                answer.status() + " " + answers.quoted(said.words()),
                answer.status() == 429 ? limits.comeBack(answer).orElse(null) : null);
    }

    private LookUp judged(Reply.Answer answer, JsonNode message, Sought sought) {
        if (!message.path("rid").asString("").equals(sought.roomId())) {
            return taken("is in another room");
        }
        if (!message.at("/u/_id").asString("").equals(sought.userId())) {
            return taken("is another account's");
        }
        boolean older = time(message)
                .map(at -> answer.byOurClock(at, clock).isBefore(sought.since().minus(TOLERANCE)))
                .orElse(false);
        return older ? taken("is older than this batch") : new LookUp.Found(sought.id());
    }

    private static LookUp taken(String how) {
        return new LookUp.Taken("the message's id is taken: the one that has it " + how);
    }

    /** When it was posted; without a time the room and the account have to do. */
    private static Optional<Instant> time(JsonNode message) {
        try {
            return Optional.of(Instant.parse(message.path("ts").asString("")));
        } catch (DateTimeException e) {
            // Not a time: nothing can be said of its age.
            return Optional.empty();
        }
    }
}
