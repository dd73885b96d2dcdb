package dev.tocsin.history.audit;

import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Of which tellings {@code deliveries} speaks: four bytes for each record and receiver that it names. They are taken out
 * as the tellings are found; what is left speaks of nothing.
 */
final class Entries {
    /** Where something is said of a record. */
    record Spot(String receiver, Place place) {}

    private static final int NOTHING = 0;

    private final Window window;
    private final Map<Partition, Map<String, int[]>> marks = new HashMap<>();
    /** Two entries speak of different tellings. */
    private final Set<Spot> contested = new HashSet<>();

    private final Map<Spot, Integer> strange = new HashMap<>();

    Entries(Window window) {
        this.window = window;
    }

    void learn(DeliveryEntry entry) {
        Place place = entry.place();
        if (!window.holds(place)) {
            return;
        }
        Map<String, int[]> ofPartition = marks.computeIfAbsent(Partition.of(place), _ -> new HashMap<>());
        int index = window.index(place);
        int[] known = ofPartition.computeIfAbsent(entry.receiver(), _ -> new int[index + 1]);
        if (known.length <= index) {
            known = Arrays.copyOf(known, Math.max(index + 1, known.length * 2));
            ofPartition.put(entry.receiver(), known);
        }
        int mark = mark(entry.identity(), entry.seq());
        if (known[index] != NOTHING && known[index] != mark) {
            contested.add(new Spot(entry.receiver(), place));
            return;
        }
        known[index] = mark;
    }

    /** A telling stands there. The receivers at which something is said of it. */
    Set<String> found(Identity identity, long seq, Place place) {
        int mark = mark(identity, seq);
        Set<String> receivers = new HashSet<>();
        take(place).forEach((receiver, said) -> {
            Spot spot = new Spot(receiver, place);
            boolean disputed = contested.remove(spot);
            if (said == mark || disputed) {
                receivers.add(receiver);
            }
            if (said != mark || disputed) {
                strange.put(spot, mark);
            }
        });
        return receivers;
    }

    /** What stands there is no telling, or can't be read: nothing that is said of it is wrong. */
    void excused(Place place) {
        take(place).keySet().forEach(receiver -> contested.remove(new Spot(receiver, place)));
    }

    private Map<String, Integer> take(Place place) {
        int index = window.index(place);
        Map<String, Integer> taken = new HashMap<>();
        marks.getOrDefault(Partition.of(place), Map.of()).forEach((receiver, said) -> {
            if (index < said.length && said[index] != NOTHING) {
                taken.put(receiver, said[index]);
                said[index] = NOTHING;
            }
        });
        return taken;
    }

    /** All tellings are found. What is left speaks of nothing. */
    void closed() {
        marks.forEach((partition, receivers) -> receivers.forEach((receiver, said) -> {
            Stretch stretch = Objects.requireNonNull(window.stretches().get(partition));
            for (int i = 0; i < said.length; i++) {
                if (said[i] != NOTHING) {
                    Place place = new Place(partition.topic(), partition.number(), stretch.from() + i);
                    strange.put(new Spot(receiver, place), NOTHING);
                }
            }
        }));
        marks.clear();
    }

    /** Whether there are entries that speak of what is not there. */
    boolean areStrange() {
        return !strange.isEmpty();
    }

    /** Whether this is one of them. */
    boolean isStrange(DeliveryEntry entry) {
        Integer there = strange.get(new Spot(entry.receiver(), entry.place()));
        return there != null && there != mark(entry.identity(), entry.seq());
    }

    private static int mark(Identity identity, long seq) {
        int hash = 31 * identity.hashCode() + Long.hashCode(seq * 0x9E3779B97F4A7C15L);
        return hash == NOTHING ? 1 : hash;
    }
}
