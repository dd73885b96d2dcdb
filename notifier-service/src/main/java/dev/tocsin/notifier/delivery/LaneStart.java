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
 */
public record LaneStart(long position, Optional<Plan> plan, Totals totals, Instant born, boolean committed) {
    /** Whoever committed the plan may have posted it before it could say how that ended. */
    public LaneStart {
        plan = plan.map(Plan::ofUnknownFate);
    }
}
