package dev.tocsin.notifier.delivery;

import java.util.ArrayList;
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

    /**
     * Ranges that touch are one, or each take-over during an outage would add one. Of too many the oldest become one: an end
     * too many told there is better than one too few.
     */
    public FallbackState {
        List<Range> apart = merged(ranges);
        int joined = apart.size() - MOST_RANGES;
        ranges = joined <= 0
                ? List.copyOf(apart)
                : Stream.concat(
                                Stream.of(new Range(
                                        apart.getFirst().from(),
                                        apart.get(joined).to())),
                                apart.stream().skip(joined + 1L))
                        .toList();
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
