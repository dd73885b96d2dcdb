package dev.tocsin.history.audit;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands at offsets 100 to 200 of two partitions, and what is said of it. Ops and payments have passed 180; nobody
 * else has a group.
 */
final class Desk {
    static final String TOPIC = "alerts.critical";
    private static final Partition ZERO = new Partition(TOPIC, 0);
    private static final Partition ONE = new Partition(TOPIC, 1);
    private static final Instant NOW = Tellings.NOON;

    private record Written(RoutedAlert routed, Place place) {}

    private final List<Written> written = new ArrayList<>();
    private final List<DeliveryEntry> entries = new ArrayList<>();
    private final List<ParkedAlert> parked = new ArrayList<>();
    private final List<String> unparked = new ArrayList<>();
    private final List<Place> excused = new ArrayList<>();

    static Place at(long offset) {
        return new Place(TOPIC, 0, offset);
    }

    static Place elsewhere(long offset) {
        return new Place(TOPIC, 1, offset);
    }

    static Identity identity(String instance) {
        return Tellings.firing(instance, "critical", "ops").identity();
    }

    /** The telling with this number stands there; of episode 1 up to 9, and so on. Even numbers are ends. */
    Desk told(String instance, long seq, Place place, String... receivers) {
        written.add(new Written(telling(instance, seq, receivers), place));
        return this;
    }

    private static RoutedAlert telling(String instance, long seq, String... receivers) {
        RoutedAlert first = Tellings.firing(instance, "critical", receivers);
        return new RoutedAlert(
                first.received(),
                "critical",
                List.of(receivers),
                first.group(),
                Math.toIntExact(1 + seq / 10 % 1000),
                seq,
                seq % 2 == 0 ? Reason.RESOLVED : Reason.FIRING,
                NOW,
                NOW);
    }

    Desk ended(String receiver, String instance, long seq, Place place, End end) {
        return ended(receiver, instance, seq, place, end, "message", "");
    }

    Desk ended(String receiver, String instance, long seq, Place place, End end, String message, String detail) {
        entries.add(new DeliveryEntry(
                identity(instance),
                seq,
                seq % 2 == 0 ? Reason.RESOLVED : Reason.FIRING,
                receiver,
                place,
                end,
                1,
                message,
                detail,
                NOW,
                NOW));
        return this;
    }

    /** A replay has told what this receiver missed of it in this stretch. */
    Desk replayed(String receiver, String instance, Place last, long first) {
        entries.add(new DeliveryEntry(
                identity(instance),
                1,
                Reason.REPLAY,
                receiver,
                last,
                first,
                End.REPLAYED,
                1,
                "message",
                "17",
                NOW,
                NOW));
        return this;
    }

    Desk standsParked(String receiver, String instance, long seq, Place place) {
        parked.add(new ParkedAlert(telling(instance, seq, receiver), receiver, place, "400 no", NOW));
        return this;
    }

    Desk unparked(String receiver, String instance, long seq) {
        unparked.add(receiver + "|" + identity(instance) + "|" + seq);
        return this;
    }

    Desk excused(Place place) {
        excused.add(place);
        return this;
    }

    /** The books, fed and closed. */
    ReceiverBooks books() {
        Map<Partition, Long> passed = Map.of(ZERO, 180L, ONE, 180L);
        ReceiverBooks books = new ReceiverBooks(
                new Window(Map.of(ZERO, new Stretch(100, 200), ONE, new Stretch(100, 200))),
                new Offsets(Map.of("ops", passed, "payments", passed)));
        parked.forEach(books::parked);
        unparked.forEach(books::unparked);
        entries.forEach(entry -> books.delivery(entry, NOW));
        excused.forEach(books::excused);
        written.forEach(each -> books.routed(each.routed(), each.place(), NOW));
        books.close();
        if (books.areStrange()) {
            entries.forEach(entry -> books.deliveryAgain(entry, NOW));
        }
        return books;
    }

    /** The row of this receiver. */
    Told row(String receiver) {
        return books().sums().stream()
                .filter(told -> told.receiver().equals(receiver))
                .findFirst()
                .orElseThrow();
    }

    /** What is broken, in words. */
    List<String> broken() {
        return books().breaches().stream()
                .map(breach -> breach.kind() + " " + breach.receiver() + " " + breach.seq() + " @"
                        + breach.place().offset() + (breach.note().isEmpty() ? "" : ": " + breach.note()))
                .toList();
    }
}
