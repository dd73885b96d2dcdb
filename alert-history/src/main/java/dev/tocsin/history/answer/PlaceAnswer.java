package dev.tocsin.history.answer;

import dev.tocsin.model.decision.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a telling is now, at one of its receivers.
 *
 * @param seq of the telling
 * @param reason why it is told
 * @param receiver to whom
 * @param at when it was routed
 * @param record where it stands: topic, partition and offset
 * @param state where it is
 * @param parked where it stands, of what was given up
 * @param waiting for what, of what waits
 */
public record PlaceAnswer(
        long seq,
        Reason reason,
        String receiver,
        Instant at,
        String record,
        State state,
        @Nullable Parked parked,
        @Nullable Waiting waiting) {
    /** Where a telling can be. */
    public enum State {
        /** It has ended there; a step says how. */
        ENDED,
        /** It was given up. */
        PARKED,
        /** It waits. */
        WAITING,
        /** No notifier has served this receiver there. */
        NOT_SERVED,
        /** The receiver is past it, and nothing says how it ended. */
        PASSED
    }

    /**
     * What was given up.
     *
     * @param key in {@code deliveries.parked}
     * @param detail why
     */
    public record Parked(String key, String detail) {}

    /**
     * What waits.
     *
     * @param before how many offsets stand before it, most of them records
     * @param plan the batch that it is in, if that is closed
     * @param failing why, if an attempt at this receiver is known to have failed
     */
    public record Waiting(
            long before, @Nullable Plan plan, @Nullable Failing failing) {}

    /**
     * A batch that is being brought to a receiver.
     *
     * @param attempt that comes next or is under way
     * @param since when the first was planned
     * @param notBefore when the next may be made
     * @param messageId of its message
     */
    public record Plan(int attempt, Instant since, Instant notBefore, String messageId) {}

    /**
     * What the receiver said last.
     *
     * @param reason in its words, or why there is no answer
     * @param at when that attempt ended
     * @param since when the first attempt at that batch failed
     * @param record where the batch begins: topic, partition and offset
     * @param own whether it is the batch that the alert is in; else it waits for that one
     */
    public record Failing(String reason, Instant at, Instant since, String record, boolean own) {}
}
