package dev.tocsin.router.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The totals at one moment.
 *
 * @param records what became of the records
 * @param routed records written, per receiver addressed in them
 */
public record Counts(Map<Count, Long> records, Map<String, Long> routed) {
    /** Nothing counted. */
    public static final Counts NONE = new Counts(Map.of(), Map.of());

    /** Copies the maps. */
    public Counts {
        records = Map.copyOf(records);
        routed = Map.copyOf(routed);
    }

    /** One of the totals. */
    public long of(Count count) {
        return records.getOrDefault(count, 0L);
    }

    /** What was written for this receiver. */
    public long routedTo(String receiver) {
        return routed.getOrDefault(receiver, 0L);
    }

    /** Whether the equation of guarantee 2 holds. */
    public boolean balanced() {
        return of(Count.RECEIVED)
                == of(Count.DUPLICATE) + of(Count.STALE) + of(Count.MUTED) + of(Count.REJECTED) + of(Count.NEWS);
    }

    /** The sum of both. */
    public Counts plus(Counts other) {
        Map<Count, Long> records = new EnumMap<>(Count.class);
        records.putAll(records());
        other.records().forEach((count, value) -> records.merge(count, value, Long::sum));
        Map<String, Long> routed = new HashMap<>(routed());
        other.routed().forEach((receiver, value) -> routed.merge(receiver, value, Long::sum));
        return new Counts(records, routed);
    }
}
