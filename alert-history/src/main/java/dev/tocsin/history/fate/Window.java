package dev.tocsin.history.fate;

import dev.tocsin.model.delivery.Place;
import java.util.Map;

/**
 * Which records of the severity topics are looked at.
 *
 * @param stretches by partition
 */
public record Window(Map<Partition, Stretch> stretches) {
    /**
     * One partition.
     *
     * @param topic its topic
     * @param number of the partition
     */
    public record Partition(String topic, int number) {
        /** Where this record stands. */
        public static Partition of(Place place) {
            return new Partition(place.topic(), place.partition());
        }
    }

    /**
     * Offsets of a partition.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public record Stretch(long from, long to) {}

    /** Copies. */
    public Window {
        stretches = Map.copyOf(stretches);
    }

    /** Whether the record belongs to it. */
    public boolean holds(Place place) {
        Stretch stretch = stretches.get(Partition.of(place));
        return stretch != null && stretch.from() <= place.offset() && place.offset() < stretch.to();
    }

    /** Whether it has one of these offsets. */
    boolean overlaps(Partition partition, long first, long last) {
        Stretch stretch = stretches.get(partition);
        return stretch != null && first < stretch.to() && stretch.from() <= last;
    }

    /** How far behind the window's start in its partition a record of the window stands. */
    public int index(Place place) {
        Stretch stretch = stretches.get(Partition.of(place));
        return stretch == null ? -1 : Math.toIntExact(place.offset() - stretch.from());
    }
}
