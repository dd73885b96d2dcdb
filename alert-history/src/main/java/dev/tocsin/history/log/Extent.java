package dev.tocsin.history.log;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records are read.
 *
 * @param ranges of offsets, by partition; empty ones are left out
 */
public record Extent(Map<TopicPartition, Range> ranges) {
    /**
     * Offsets of a partition.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public record Range(long from, long to) {
        /** Whether it holds this offset. */
        public boolean holds(long offset) {
            return from <= offset && offset < to;
        }
    }

    /** Copies the ranges. */
    public Extent {
        ranges = Map.copyOf(ranges);
    }

    /** How many offsets there are: as many records at most, for some of them are markers of transactions. */
    public long offsets() {
        return ranges.values().stream()
                .mapToLong(range -> range.to() - range.from())
                .sum();
    }
}
