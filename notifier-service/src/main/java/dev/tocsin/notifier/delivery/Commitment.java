package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What a lane commits: nothing below the offset is waiting.
 *
 * @param offset the first that is not delivered, superseded or parked
 * @param plan the batch that begins there, if one is closed
 * @param totals what has passed
 * @param born when the receiver was first seen: a partition that appears later is read from an hour before it
 * @param fallback how far it was told at the fallback, as far as that is of interest
 */
public record Commitment(
        long offset, Optional<Plan> plan, Totals totals, Instant born, Optional<FallbackState> fallback) {
    /** Of a lane that has told no fallback anything of interest. */
    public Commitment(long offset, Optional<Plan> plan, Totals totals, Instant born) {
        this(offset, plan, totals, born, Optional.empty());
    }
}
