package dev.tocsin.history.fate;

import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code deliveries} and {@code deliveries.parked} say of the records of a window: one bit per record, receiver
 * and end, and an entry for each alert that a replay told or is about to tell. Repeats change nothing.
 */
public final class Fates {
    private record Lane(String receiver, Window.Partition partition) {}

    private record Spot(String receiver, Place place) {}

    /** Where a replay has something to say of an alert. */
    private record Subject(Lane lane, Identity identity) {}

    /** What one replay says of it; without an end it is about to be told. */
    private record Word(long first, long last, Optional<End> end, String replay) {
        private boolean holds(long offset) {
            return first <= offset && offset <= last;
        }
    }

    private final Window window;
    private final Shared shared;
    private final Map<Lane, EnumMap<End, BitSet>> ends = new HashMap<>();
    private final Map<Spot, String> whyParked = new HashMap<>();
    private final Map<String, String> standing = new HashMap<>();
    private final Map<Subject, Set<Word>> words = new HashMap<>();

    /** Of the records of this window; texts go there. */
    public Fates(Window window, Shared shared) {
        this.window = window;
        this.shared = shared;
    }

    /** What became of a telling. One that is not in the window takes no memory. */
    public void learn(DeliveryEntry entry) {
        if (entry.reason() == Reason.REPLAY) {
            learnReplayed(entry);
            return;
        }
        if (!window.holds(entry.place())) {
            return;
        }
        ends.computeIfAbsent(lane(entry.receiver(), entry.place()), _ -> new EnumMap<>(End.class))
                .computeIfAbsent(entry.end(), _ -> new BitSet())
                .set(window.index(entry.place()));
        if (entry.end() == End.PARKED) {
            whyParked.put(
                    new Spot(shared.text(entry.receiver()), shared.place(entry.place())), shared.text(entry.detail()));
        }
    }

    /** What is said of the record of a replay itself is about no record of the window. */
    private void learnReplayed(DeliveryEntry entry) {
        if (entry.end() == End.REPLAYED || entry.end() == End.DISCARDED) {
            Place place = entry.place();
            Stretch told = new Stretch(place.topic(), place.partition(), entry.first(), place.offset(), entry.seq());
            learn(entry.receiver(), entry.identity(), told, Optional.of(entry.end()), entry.detail());
        }
    }

    /** A record of a replay that its receiver has not come to yet. */
    public void learnInLine(RoutedAlert routed) {
        routed.replay()
                .ifPresent(replay -> replay.covers()
                        .forEach(stretch -> routed.receivers()
                                .forEach(receiver ->
                                        learn(receiver, routed.identity(), stretch, Optional.empty(), replay.id()))));
    }

    private void learn(String receiver, Identity identity, Stretch stretch, Optional<End> end, String replay) {
        Partition partition = new Partition(stretch.topic(), stretch.partition());
        if (window.overlaps(partition, stretch.first(), stretch.last())) {
            Subject subject = new Subject(
                    new Lane(shared.text(receiver), new Partition(shared.text(partition.topic()), partition.number())),
                    shared.identity(identity));
            words.computeIfAbsent(subject, _ -> new HashSet<>())
                    .add(new Word(stretch.first(), stretch.last(), end, shared.text(replay)));
        }
    }

    private Stream<Word> words(String receiver, Identity identity, Place place) {
        return words.getOrDefault(new Subject(lane(receiver, place), identity), Set.of()).stream()
                .filter(word -> word.holds(place.offset()));
    }

    /** Whether a replay is written that tells it to this receiver, which has not come to it yet. */
    public boolean isInLine(String receiver, Identity identity, Place place) {
        return words(receiver, identity, place).anyMatch(word -> word.end().isEmpty());
    }

    /** Whether this replay has told it to this receiver. */
    public boolean isToldBy(String replay, String receiver, Identity identity, Place place) {
        return words(receiver, identity, place)
                .anyMatch(word -> word.end().equals(Optional.of(End.REPLAYED))
                        && word.replay().equals(replay));
    }

    /** What stands parked. The last word about each key counts. */
    public void learn(ParkedAlert parked) {
        boolean again = parked.routed().replay().stream()
                .flatMap(replay -> replay.covers().stream())
                .anyMatch(stretch -> window.overlaps(
                        new Partition(stretch.topic(), stretch.partition()), stretch.first(), stretch.last()));
        if (again || window.holds(parked.place())) {
            standing.put(parked.key(), shared.text(parked.reason()));
        }
    }

    /** Nothing stands parked under this key any more. */
    public void unparked(String key) {
        standing.remove(key);
    }

    /** How it ended, if it did. What was told is told, whatever else was said of it. */
    public Optional<End> endOf(String receiver, Identity identity, Place place) {
        Map<End, BitSet> lane = ends.getOrDefault(lane(receiver, place), new EnumMap<>(End.class));
        int index = window.index(place);
        return Stream.of(End.DELIVERED, End.SUPERSEDED, End.REPLAYED, End.DISCARDED, End.PARKED)
                .filter(end -> Optional.ofNullable(lane.get(end))
                                .filter(bits -> bits.get(index))
                                .isPresent()
                        || words(receiver, identity, place)
                                .anyMatch(word -> word.end().equals(Optional.of(end))))
                .findFirst();
    }

    /** Why it was parked, or an empty text. */
    public String whyParked(String receiver, RoutedAlert routed, Place place) {
        return Optional.ofNullable(whyParked.get(new Spot(receiver, place)))
                .orElseGet(() -> standing.getOrDefault(ParkedAlert.key(receiver, routed.identity(), routed.seq()), ""));
    }

    /** The key under which it stands parked, if it does. */
    public Optional<String> standing(String receiver, RoutedAlert routed) {
        return Optional.of(ParkedAlert.key(receiver, routed.identity(), routed.seq()))
                .filter(standing::containsKey);
    }

    private static Lane lane(String receiver, Place place) {
        return new Lane(receiver, Window.Partition.of(place));
    }
}
