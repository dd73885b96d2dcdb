package dev.tocsin.notifier.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a lane's records were told at its receiver's fallback: kept with the lane's offset.
 *
 * @param ranges what was told there while the receiver was away and is still of interest, rising
 * @param end nothing below it is still to be told there
 * @param plan the batch that begins there, if one is closed
 */
public record FallbackState(List<Range> ranges, long end, Optional<Plan> plan) {
    /** More would not fit into the metadata of an offset, and only need one another's alerts to outlive many outages. */
    private static final int MOST_RANGES = 40;

    /**
     * Offsets.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public record Range(long from, long to) {
        /** Whether it holds this offset. */
        boolean holds(long offset) {
            return from <= offset && offset < to;
        }
    }

    /** Keeps the newest ranges; those that touch are one, or each take-over during an outage would add one. */
    public FallbackState {
        ranges = merged(ranges);
        ranges = List.copyOf(ranges.subList(Math.max(0, ranges.size() - MOST_RANGES), ranges.size()));
    }

    private static List<Range> merged(List<Range> rising) {
        List<Range> merged = new ArrayList<>();
        for (Range next : rising) {
            if (merged.isEmpty() || merged.getLast().to() < next.from()) {
                merged.add(next);
                continue;
            }
            Range last = merged.removeLast();
            merged.add(new Range(Math.min(last.from(), next.from()), Math.max(last.to(), next.to())));
        }
        return merged;
    }

    /** Nothing was told there yet, up to this offset. */
    static FallbackState none(long position) {
        return new FallbackState(List.of(), position, Optional.empty());
    }

    /** The same without what is gone from the log, which begins here. */
    public FallbackState since(long logStart) {
        List<Range> left = ranges.stream()
                .filter(range -> range.to() > logStart)
                .map(range -> new Range(Math.max(range.from(), logStart), range.to()))
                .toList();
        return end < logStart
                ? new FallbackState(left, logStart, Optional.empty())
                : new FallbackState(left, end, plan);
    }

    /** Where the lane has to be read again to know what was told there. */
    public long readFrom() {
        return ranges.isEmpty() ? end : Math.min(end, ranges.getFirst().from());
    }
}
