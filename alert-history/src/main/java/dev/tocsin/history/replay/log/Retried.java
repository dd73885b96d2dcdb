package dev.tocsin.history.replay.log;

import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What stands parked, and what was told of it, as a plan takes it: as if it had been read where it happened. Pure. */
final class Retried {
    private Retried() {}

    /** What a replay could not tell is again the telling that was missed last; when all were told, the last one. */
    static ParkedAlert asItWas(ParkedAlert parked) {
        RoutedAlert routed = parked.routed();
        return routed.replay()
                .map(replay -> new ParkedAlert(
                        telling(routed, missed(replay)),
                        parked.receiver(),
                        last(replay, parked.place()),
                        parked.reason(),
                        parked.at()))
                .orElse(parked);
    }

    private static Replay.Past missed(Replay replay) {
        return replay.history().reversed().stream()
                .filter(Replay.Past::missed)
                .findFirst()
                .orElseGet(replay.history()::getLast);
    }

    private static RoutedAlert telling(RoutedAlert routed, Replay.Past last) {
        return new RoutedAlert(
                routed.received(),
                routed.severity(),
                routed.receivers(),
                routed.group(),
                routed.episode(),
                routed.seq(),
                last.reason(),
                routed.since(),
                last.at());
    }

    private static Place last(Replay replay, Place otherwise) {
        return replay.covers().stream()
                .max(Comparator.comparingLong(Replay.Stretch::seq))
                .map(stretch -> new Place(stretch.topic(), stretch.partition(), stretch.last()))
                .orElse(otherwise);
    }

    /** The records that they were. */
    static Window window(Collection<ParkedAlert> alerts) {
        Map<Partition, Stretch> stretches = new HashMap<>();
        alerts.forEach(parked -> stretches.merge(
                Partition.of(parked.place()),
                new Stretch(parked.place().offset(), parked.place().offset() + 1),
                (one, other) -> new Stretch(Math.min(one.from(), other.from()), Math.max(one.to(), other.to()))));
        return new Window(stretches);
    }

    /** What {@code deliveries} said when it was given up; it may have forgotten since. */
    static DeliveryEntry entry(ParkedAlert parked) {
        RoutedAlert routed = parked.routed();
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                parked.receiver(),
                parked.place(),
                End.PARKED,
                1,
                "",
                parked.reason(),
                routed.received().receivedAt(),
                parked.at());
    }

    /** What {@code deliveries} says, or is about to say, when this record of a replay was told. */
    static Stream<DeliveryEntry> told(RoutedAlert routed, String receiver) {
        return routed.replay().stream()
                .flatMap(replay -> replay.covers().stream()
                        .map(stretch -> new DeliveryEntry(
                                routed.identity(),
                                stretch.seq(),
                                Reason.REPLAY,
                                receiver,
                                new Place(stretch.topic(), stretch.partition(), stretch.last()),
                                stretch.first(),
                                End.REPLAYED,
                                1,
                                "",
                                replay.id(),
                                routed.received().receivedAt(),
                                routed.routedAt())));
    }
}
