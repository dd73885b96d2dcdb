package dev.tocsin.history.replay;

import dev.tocsin.history.fate.Shared;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one receiver was told, or not, of one alert, while it is being read. */
final class Course {
    // Most alerts are told a few times.
    private final List<Telling> tellings = new ArrayList<>(2);
    private final Map<Partition, Stretch> covers =
            new TreeMap<>(Comparator.comparing(Partition::topic).thenComparingInt(Partition::number));
    private List<Long> parked = List.of();
    private long leftOut;
    private long taken;
    private @Nullable RoutedAlert latest;

    /** Adds one, wherever in the order it belongs: partitions are not read in step. */
    void add(Telling telling) {
        int found = Collections.binarySearch(tellings, telling, Telling.ORDER);
        tellings.add(found < 0 ? -found - 1 : found, telling);
        taken += telling.taken() ? 1 : 0;
    }

    /** Forgets what lies between the first and the last: it will never again be among them. */
    void trim() {
        if (tellings.size() > 2 * History.EACH) {
            tellings.remove(History.EACH);
            leftOut++;
        }
    }

    void taken(RoutedAlert routed, Place place, Shared shared) {
        Stretch one = new Stretch(place.topic(), place.partition(), place.offset(), place.offset(), routed.seq());
        covers.merge(Partition.of(place), one, Course::both);
        if (latest == null || latest.seq() <= routed.seq()) {
            latest = shared.routed(routed);
        }
    }

    private static Stretch both(Stretch one, Stretch other) {
        return new Stretch(
                one.topic(),
                one.partition(),
                Math.min(one.first(), other.first()),
                Math.max(one.last(), other.last()),
                Math.max(one.seq(), other.seq()));
    }

    void parked(long seq) {
        if (parked.isEmpty()) {
            parked = new ArrayList<>(1);
        }
        parked.add(seq);
    }

    /**
     * Of records that bring one telling in several groups, one counts: the one that was addressed to the receiver, else
     * the first. Returns how many that were taken are not.
     */
    long merge() {
        Set<Long> counted = new HashSet<>();
        tellings.stream()
                .filter(telling -> telling.fate() != Fate.NOT_SENT)
                .forEach(telling -> counted.add(telling.seq()));
        long before = taken;
        tellings.removeIf(telling -> telling.fate() == Fate.NOT_SENT && !counted.add(telling.seq()));
        taken = tellings.stream().filter(Telling::taken).count();
        return before - taken;
    }

    long taken() {
        return taken;
    }

    @Nullable
    RoutedAlert latest() {
        return latest;
    }

    /** Where what is taken stands. Between its first and its last nothing else of the alert was missed. */
    List<Stretch> covers() {
        return List.copyOf(covers.values());
    }

    List<Long> parked() {
        return parked;
    }

    History history() {
        return History.of(tellings, leftOut);
    }
}
