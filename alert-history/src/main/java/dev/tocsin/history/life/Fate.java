package dev.tocsin.history.life;

import dev.tocsin.history.life.Progress.Failing;
import dev.tocsin.history.life.Progress.Plan;
import dev.tocsin.model.delivery.DeliveryEntry;
import java.util.Optional;

/** Where a telling is now, at one of its receivers. */
public sealed interface Fate {
    /**
     * It has ended there.
     *
     * @param entry the last word of {@code deliveries}
     */
    record Ended(DeliveryEntry entry) implements Fate {}

    /**
     * It was given up and stands in {@code deliveries.parked}.
     *
     * @param key there
     * @param reason why
     */
    record Parked(String key, String reason) implements Fate {}

    /**
     * It waits.
     *
     * @param plan of the batch that it is in, if that is closed
     * @param before how many offsets stand before it, most of them records
     * @param failing why it waits: what the receiver last said to its batch, or else to another
     */
    record Waiting(Optional<Plan> plan, long before, Optional<Failing> failing) implements Fate {}

    /** No notifier has served this receiver in this partition. */
    record NotServed() implements Fate {}

    /** The receiver is past it, and no topic says how it ended. */
    record Passed() implements Fate {}
}
