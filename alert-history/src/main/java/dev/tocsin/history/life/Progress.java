package dev.tocsin.history.life;

import dev.tocsin.model.delivery.Place;
import java.time.Instant;
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
     */
    public record Plan(long end, int attempt, Instant since, Instant notBefore, String messageId) {}

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
}
