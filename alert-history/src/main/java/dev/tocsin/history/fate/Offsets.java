package dev.tocsin.history.fate;

import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.model.delivery.Place;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far the receivers are.
 *
 * @param byReceiver the offset that its group committed, by partition; a receiver that has no group is not in it
 */
public record Offsets(Map<String, Map<Partition, Long>> byReceiver) {
    /** Copies. */
    public Offsets {
        byReceiver = byReceiver.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Map.copyOf(e.getValue())));
    }

    /** Whether there is, or was a short while ago, a group of this receiver. */
    public boolean knows(String receiver) {
        return byReceiver.containsKey(receiver);
    }

    /** Below this each of these receivers is done with the partition. */
    public long lowest(Collection<String> receivers, Partition partition) {
        return receivers.stream()
                .mapToLong(
                        receiver -> byReceiver.getOrDefault(receiver, Map.of()).getOrDefault(partition, 0L))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether it is done with this record. A partition without an offset is read from its start. */
    public boolean passed(String receiver, Place place) {
        return byReceiver.getOrDefault(receiver, Map.of()).getOrDefault(Partition.of(place), 0L) > place.offset();
    }
}
