package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.Phase.Gathering;
import dev.tocsin.notifier.delivery.Phase.Planned;
import dev.tocsin.notifier.delivery.Phase.Posting;
import dev.tocsin.notifier.delivery.Phase.Probing;
import dev.tocsin.notifier.delivery.Phase.Recording;
import dev.tocsin.notifier.delivery.Phase.Step;
import dev.tocsin.notifier.delivery.Phase.Waiting;
import java.time.Instant;

/** What follows when an attempt or a probe has ended. Decides only. */
final class Ladder {
    private Ladder() {}

    /**
     * What follows an attempt.
     *
     * @param retryAt before which none is made again
     * @param failing whether the receiver has taken nothing of late
     * @return {@link Gathering} if the batch is to be halved
     */
    static Phase after(Posting attempt, Outcome outcome, Instant retryAt, boolean failing, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered(String messageId) ->
                new Recording(attempt.plan(), attempt.batch(), End.DELIVERED, messageId, now);
            case Outcome.Partly p -> again(attempt, p, Fate.UNKNOWN, retryAt, now);
            case Outcome.Retryable r -> again(attempt, r, r.fate(), retryAt, now);
            case Outcome.Suspended s -> again(attempt, s, s.fate(), retryAt, now);
            case Outcome.Refused(String reason) -> refused(attempt, reason, failing, now);
        };
    }

    /** From the rich form on, and under the same id. */
    private static Phase again(Phase.Closed attempt, Outcome outcome, Fate fate, Instant retryAt, Instant now) {
        return new Planned(attempt.plan().again(retryAt, fate, outcome.reason(), now), attempt.batch(), false);
    }

    private static Phase refused(Posting attempt, String reason, boolean failing, Instant now) {
        if (attempt.batch().size() > 1) {
            return new Gathering();
        }
        Plan next = attempt.plan().again(now, Fate.NOT_STORED, reason, now);
        return switch (attempt.step()) {
            // A receiver that refuses everything would be asked in vain, and may be mended before it is: an alert that
            // is
            // not to blame would be told as plain text.
            case RICH -> new Waiting(next, attempt.batch(), failing ? Step.PROBE : Step.PLAIN);
            case PLAIN -> new Waiting(next, attempt.batch(), Step.PROBE);
            case RICH_AGAIN -> new Waiting(next, attempt.batch(), Step.PLAIN_AGAIN);
            case PROBE, PLAIN_AGAIN -> new Recording(attempt.plan(), attempt.batch(), End.PARKED, reason, now);
        };
    }

    /** What follows a probe: nothing is parked because of a receiver that takes nothing. */
    static Phase after(Probing probe, Outcome outcome, Instant retryAt, Instant now) {
        return outcome instanceof Outcome.Delivered
                ? new Waiting(probe.plan(), probe.batch(), Step.RICH_AGAIN)
                : again(probe, outcome, Fate.NOT_STORED, retryAt, now);
    }
}
