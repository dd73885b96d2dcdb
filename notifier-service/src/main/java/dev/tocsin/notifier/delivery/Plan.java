package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Outcome.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A closed batch and where its retries stand: committed before the first attempt, so that the next owner of the lane
 * repeats the very same batch under the same id.
 *
 * @param first the offset of its first record
 * @param end the offset behind its last record
 * @param messageId of the message that tells it
 * @param attempt the number of the attempt that comes next, from 1
 * @param since when the first attempt was planned
 * @param notBefore when the next attempt may be made
 * @param fate whether an attempt so far may have reached the receiver
 * @param lastFailure what the attempt before that one was answered, if there was one and that is known
 */
public record Plan(
        long first,
        long end,
        String messageId,
        int attempt,
        Instant since,
        Instant notBefore,
        Fate fate,
        Optional<LastFailure> lastFailure) {
    /** Refuses an empty range and an attempt below 1. */
    public Plan {
        if (first < 0 || end <= first || attempt < 1) {
            throw new IllegalArgumentException("not a plan: [" + first + "," + end + ") attempt " + attempt);
        }
    }

    /** A plan of which no attempt is known to have failed. */
    public Plan(long first, long end, String messageId, int attempt, Instant since, Instant notBefore, Fate fate) {
        this(first, end, messageId, attempt, since, notBefore, fate, Optional.empty());
    }

    /** A new plan for this batch. */
    static Plan of(List<LaneRecord> batch, MessageIds ids, Instant now) {
        long first = batch.getFirst().offset();
        long end = batch.getLast().offset() + 1;
        return new Plan(first, end, ids.of(first, end), 1, now, now, Fate.NOT_STORED);
    }

    /** The next attempt's plan for a larger batch, which nobody has been told anything of. */
    Plan over(List<LaneRecord> batch, MessageIds ids) {
        Plan larger = of(batch, ids, since);
        return new Plan(larger.first, larger.end, larger.messageId, attempt, since, notBefore, fate, lastFailure);
    }

    /** The plan for the attempt after one that failed just now. An unknown fate stays unknown. */
    Plan again(Instant notBefore, Fate failed, String reason, Instant now) {
        Instant failingSince = lastFailure.map(LastFailure::since).orElse(now);
        return new Plan(
                first,
                end,
                messageId,
                attempt + 1,
                since,
                notBefore,
                fate == Fate.UNKNOWN ? Fate.UNKNOWN : failed,
                Optional.of(new LastFailure(reason, now, failingSince)));
    }

    /** The same plan after a change of owner. */
    Plan ofUnknownFate() {
        return new Plan(first, end, messageId, attempt, since, notBefore, Fate.UNKNOWN, lastFailure);
    }
}
