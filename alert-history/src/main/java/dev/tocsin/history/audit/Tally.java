package dev.tocsin.history.audit;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.util.EnumMap;
import java.util.Map;

/** Counts the tellings to one receiver. */
final class Tally {
    final Map<End, Long> ended = new EnumMap<>(End.class);
    long routed;
    long unaccounted;
    long standIn;
    long wrong;
    long disordered;

    Told sum(String receiver, boolean group) {
        long all = ended.values().stream().mapToLong(Long::longValue).sum();
        return new Told(
                receiver,
                group,
                routed,
                ended.getOrDefault(End.DELIVERED, 0L),
                ended.getOrDefault(End.SUPERSEDED, 0L),
                ended.getOrDefault(End.PARKED, 0L),
                ended.getOrDefault(End.DISCARDED, 0L),
                ended.getOrDefault(End.REPLAYED, 0L),
                routed - all - unaccounted,
                unaccounted,
                standIn,
                wrong,
                disordered);
    }
}
