package dev.tocsin.notifier.delivery;

import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;

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

        /** The part of it from the first of these offsets to the last, if it holds one. */
        Optional<Range> around(Collection<Long> offsets) {
            LongSummaryStatistics held = offsets.stream()
                    .mapToLong(Long::longValue)
                    .filter(this::holds)
                    .summaryStatistics();
            return held.getCount() == 0 ? Optional.empty() : Optional.of(new Range(held.getMin(), held.getMax() + 1));
        }
    }

    /** Of too many ranges the oldest become one: an end too many told there is better than one too few. */
    public FallbackState {
        int joined = ranges.size() - MOST_RANGES;
        ranges = joined <= 0
                ? List.copyOf(ranges)
                : Stream.concat(
                                Stream.of(new Range(
                                        ranges.getFirst().from(),
                                        ranges.get(joined).to())),
                                ranges.stream().skip(joined + 1L))
                        .toList();
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

    /** The same without what is read anew from here on. */
    public FallbackState until(long position) {
        List<Range> left = ranges.stream()
                .filter(range -> range.from() < position)
                .map(range -> new Range(range.from(), Math.min(range.to(), position)))
                .toList();
        return new FallbackState(left, Math.min(end, position), plan.filter(batch -> batch.end() <= position));
    }

    /** Where the lane has to be read again to know what was told there. */
    public long readFrom() {
        return ranges.isEmpty() ? end : Math.min(end, ranges.getFirst().from());
    }
}
