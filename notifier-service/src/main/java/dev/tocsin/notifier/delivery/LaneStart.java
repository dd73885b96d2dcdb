package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a lane goes on.
 *
 * @param position the first offset to read
 * @param plan a former owner's closed batch, if it left one
 * @param totals what has passed so far
 * @param born when the receiver was first seen
 * @param committed whether this is what stands in Kafka; if not, it is committed at once
 * @param fallback how far it was told at the fallback, as far as that is of interest
 */
public record LaneStart(
        long position,
        Optional<Plan> plan,
        Totals totals,
        Instant born,
        boolean committed,
        Optional<FallbackState> fallback) {
    /** Whoever committed the plan may have posted it before it could say how that ended. */
    public LaneStart {
        plan = plan.map(Plan::ofUnknownFate);
    }

    /** A start at which nothing was told at a fallback. */
    public LaneStart(long position, Optional<Plan> plan, Totals totals, Instant born, boolean committed) {
        this(position, plan, totals, born, committed, Optional.empty());
    }

    /** From where on records are read, some of them only to know what was told at the fallback. */
    public long readFrom() {
        return Math.min(position, fallback.map(FallbackState::readFrom).orElse(position));
    }

    /** Where the lane goes on that tells the fallback. */
    public LaneStart ofFallback() {
        FallbackState state = fallback.orElseGet(() -> FallbackState.none(position));
        return new LaneStart(state.end(), state.plan(), Totals.NONE, born, true);
    }
}
