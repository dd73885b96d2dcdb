package dev.tocsin.history.life;

import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the router and the receivers were, before anything else was read.
 *
 * @param router the first offset that it has not read, by partition of {@code alerts.received}
 * @param receivers where they stand, by name; of one that no notifier has ever served there is nothing
 */
public record Progress(Map<Integer, Long> router, Map<String, List<Lane>> receivers) {
    /** Copies. */
    public Progress {
        router = Map.copyOf(router);
        receivers = Map.copyOf(receivers);
    }

    /**
     * A receiver's position in a partition.
     *
     * @param next the first record that has not passed: its topic, partition and offset
     * @param plan the batch that begins there, if one is closed
     */
    public record Lane(Place next, Optional<Plan> plan) {}

    /**
     * A batch that is being brought to a receiver.
     *
     * @param end the offset behind its last record
     * @param attempt the number of the attempt that comes next or is under way
     * @param since when the first was planned
     * @param notBefore when the next may be made
     * @param messageId of its message
     * @param lastFailure what the attempt before that one was answered, if that is known
     */
    public record Plan(
            long end,
            int attempt,
            Instant since,
            Instant notBefore,
            String messageId,
            Optional<LastFailure> lastFailure) {}

    /**
     * An attempt that failed.
     *
     * @param batch the first record of the batch that waits for the next
     * @param last how it failed
     */
    public record Failing(Place batch, LastFailure last) {}

    /** Whether the router has read this record. */
    boolean isRouted(Place place) {
        return router.getOrDefault(place.partition(), 0L) > place.offset();
    }

    /** Where a receiver stands in the partition of this record, if it does. */
    Optional<Lane> lane(String receiver, Place place) {
        return receivers.getOrDefault(receiver, List.of()).stream()
                .filter(lane ->
                        lane.next().topic().equals(place.topic()) && lane.next().partition() == place.partition())
                .findFirst();
    }

    /**
     * What the receiver says to the batch in front in this lane; if nothing is known to have failed there, what it said last
     * to a batch of any other lane: while it takes nothing, one of them tries for all (hazards.md B2).
     */
    Optional<Failing> failing(String receiver, Lane lane) {
        return failing(lane)
                .or(() -> receivers.getOrDefault(receiver, List.of()).stream()
                        .flatMap(other -> failing(other).stream())
                        .max(Comparator.comparing(failing -> failing.last().at())));
    }

    private static Optional<Failing> failing(Lane lane) {
        return lane.plan().flatMap(Plan::lastFailure).map(last -> new Failing(lane.next(), last));
    }
}
