package dev.tocsin.history.replay;

import dev.tocsin.history.fate.Shared;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one receiver was told, or not, of one alert, while it is being read. */
final class Course {
    private static final long SEVERAL = -1;

    private final String receiver;
    // Most alerts are told a few times.
    private final List<Telling> tellings = new ArrayList<>(2);
    private final Map<Partition, List<Stretch>> covers =
            new TreeMap<>(Comparator.comparing(Partition::topic).thenComparingInt(Partition::number));
    /** Behind the last stretch of a partition: the number of the telling that is left out there. */
    private final Map<Partition, Long> gaps = new HashMap<>();

    private Set<Long> parked = Set.of();
    private long leftOut;
    private long taken;
    private @Nullable RoutedAlert latest;

    /** Of this receiver. */
    Course(String receiver) {
        this.receiver = receiver;
    }

    String receiver() {
        return receiver;
    }

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

    /** A record that is taken. Of one partition they come in order. */
    void taken(RoutedAlert routed, Place place, Shared shared) {
        Partition partition = Partition.of(place);
        List<Stretch> stretches = covers.computeIfAbsent(partition, _ -> new ArrayList<>(1));
        Long gap = gaps.remove(partition);
        Stretch one = new Stretch(place.topic(), place.partition(), place.offset(), place.offset(), routed.seq());
        if (stretches.isEmpty()
                || (gap != null && gap != routed.seq())
                || stretches.getLast().last() > place.offset()) {
            stretches.add(one);
        } else {
            stretches.add(both(stretches.removeLast(), one));
        }
        if (latest == null || latest.seq() <= routed.seq()) {
            latest = shared.routed(routed);
        }
    }

    private static Stretch both(Stretch one, Stretch later) {
        long last = Math.max(one.last(), later.last());
        return new Stretch(one.topic(), one.partition(), one.first(), last, Math.max(one.seq(), later.seq()));
    }

    /** Whether this record stands behind what is taken, and is another telling. */
    boolean wasTakenBefore(long seq, Place place) {
        return Optional.ofNullable(covers.get(Partition.of(place)))
                .map(List::getLast)
                .filter(last -> last.last() < place.offset() && last.seq() != seq)
                .isPresent();
    }

    /**
     * A record of the alert that is neither taken nor told: what is taken behind it is a stretch of its own, unless it
     * is the same telling in another group.
     */
    void leftOut(long seq, Place place) {
        gaps.merge(Partition.of(place), seq, (one, other) -> one.equals(other) ? one : SEVERAL);
    }

    /** Nothing is known of what stands behind what is taken. */
    void end() {
        covers.keySet().forEach(partition -> gaps.put(partition, SEVERAL));
    }

    void parked(long seq) {
        if (parked.isEmpty()) {
            parked = new TreeSet<>();
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
        uncover();
        return before - taken;
    }

    private void uncover() {
        Set<Place> kept =
                tellings.stream().filter(Telling::taken).map(Telling::place).collect(Collectors.toSet());
        covers.values()
                .forEach(stretches -> stretches.removeIf(one -> one.first() == one.last()
                        && !kept.contains(new Place(one.topic(), one.partition(), one.first()))));
    }

    /**
     * Adds what another receiver missed of the alert, to be told together; of both everything is kept. Returns how many
     * of what is taken are the same.
     */
    long join(Course other) {
        long before = taken + other.taken;
        other.tellings.forEach(telling -> {
            int found = Collections.binarySearch(tellings, telling, Telling.ORDER);
            if (found < 0) {
                tellings.add(-found - 1, telling);
            } else if (telling.taken()) {
                tellings.set(found, telling);
            }
        });
        taken = tellings.stream().filter(Telling::taken).count();
        other.covers.forEach((partition, stretches) -> covers.merge(partition, stretches, Course::joined));
        other.parked.forEach(this::parked);
        if (latest == null || (other.latest != null && latest.seq() < other.latest.seq())) {
            latest = other.latest;
        }
        return before - taken;
    }

    private static List<Stretch> joined(List<Stretch> some, List<Stretch> others) {
        List<Stretch> joined = new ArrayList<>();
        Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingLong(Stretch::first))
                .forEach(next -> {
                    boolean overlaps = !joined.isEmpty() && joined.getLast().last() >= next.first();
                    joined.add(overlaps ? both(joined.removeLast(), next) : next);
                });
        return joined;
    }

    long taken() {
        return taken;
    }

    @Nullable
    RoutedAlert latest() {
        return latest;
    }

    /** Where what is taken stands: nothing else of the alert in these stretches was missed. No more than are taken. */
    List<Stretch> covers() {
        return covers.values().stream().flatMap(List::stream).toList();
    }

    List<Long> parked() {
        return List.copyOf(parked);
    }

    History history() {
        return History.of(tellings, leftOut);
    }
}
