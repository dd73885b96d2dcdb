package dev.tocsin.history.fate;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code deliveries} and {@code deliveries.parked} say of the records of a window: one bit per record, receiver
 * and end. Repeats change nothing.
 */
public final class Fates {
    private record Lane(String receiver, Window.Partition partition) {}

    private record Spot(String receiver, Place place) {}

    private final Window window;
    private final Shared shared;
    private final Map<Lane, EnumMap<End, BitSet>> ends = new HashMap<>();
    private final Map<Spot, String> whyParked = new HashMap<>();
    private final Map<String, String> standing = new HashMap<>();

    /** Of the records of this window; texts go there. */
    public Fates(Window window, Shared shared) {
        this.window = window;
        this.shared = shared;
    }

    /** What became of a telling. One that is not in the window takes no memory. */
    public void learn(DeliveryEntry entry) {
        if (!window.holds(entry.place())) {
            return;
        }
        ends.computeIfAbsent(lane(entry.receiver(), entry.place()), _ -> new EnumMap<>(End.class))
                .computeIfAbsent(entry.end(), _ -> new BitSet())
                .set(window.index(entry.place()));
        if (entry.end() == End.PARKED) {
            whyParked.put(new Spot(shared.text(entry.receiver()), entry.place()), shared.text(entry.detail()));
        }
    }

    /** What stands parked. The last word about each key counts. */
    public void learn(ParkedAlert parked) {
        if (window.holds(parked.place())) {
            standing.put(parked.key(), shared.text(parked.reason()));
        }
    }

    /** Nothing stands parked under this key any more. */
    public void unparked(String key) {
        standing.remove(key);
    }

    /** How it ended, if it did. What was told is told, whatever else was said of it. */
    public Optional<End> endOf(String receiver, Place place) {
        Map<End, BitSet> lane = ends.get(lane(receiver, place));
        if (lane == null) {
            return Optional.empty();
        }
        int index = window.index(place);
        for (End end : new End[] {End.DELIVERED, End.SUPERSEDED, End.DISCARDED, End.PARKED}) {
            BitSet bits = lane.get(end);
            if (bits != null && bits.get(index)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /** Why it was parked, or an empty text. */
    public String whyParked(String receiver, RoutedAlert routed, Place place) {
        return Optional.ofNullable(whyParked.get(new Spot(receiver, place)))
                .orElseGet(() -> standing.getOrDefault(key(receiver, routed), ""));
    }

    /** The key under which it stands parked, if it does. */
    public Optional<String> standing(String receiver, RoutedAlert routed) {
        return Optional.of(key(receiver, routed)).filter(standing::containsKey);
    }

    private static String key(String receiver, RoutedAlert routed) {
        return receiver + "|" + routed.identity() + "|" + routed.seq();
    }

    private static Lane lane(String receiver, Place place) {
        return new Lane(receiver, Window.Partition.of(place));
    }
}
