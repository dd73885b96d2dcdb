package dev.tocsin.history.audit;

import dev.tocsin.history.audit.Breach.Kind;
import dev.tocsin.history.fate.Fates;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Shared;
import dev.tocsin.history.fate.Window;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up what became of the tellings of a window at each receiver. Fed in this order: what stands parked, {@code
 * deliveries}, the tellings; then {@link #close}, and, if {@link #areStrange}, {@code deliveries} once more. What stands
 * parked is read before {@code deliveries}, which a discard writes first. It keeps a few bits for each record and
 * receiver, and some two hundred bytes for each alert that a receiver was told, to know in which order. For one thread.
 */
public final class ReceiverBooks {
    private final Window window;
    private final Offsets offsets;
    private final Shared shared = new Shared();
    private final Fates fates;
    private final Entries entries;
    private final Order order = new Order();
    private final Superseded superseded = new Superseded();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final Set<DeliveryEntry> named = new HashSet<>();

    /**
     * Opens the books.
     *
     * @param window the tellings that will be fed
     * @param offsets read before everything else: what a receiver had passed by then has its entry by now
     */
    public ReceiverBooks(Window window, Offsets offsets) {
        this.window = window;
        this.offsets = offsets;
        this.fates = new Fates(window, shared);
        this.entries = new Entries(window);
        offsets.byReceiver().keySet().forEach(this::tally);
    }

    /** What stands parked. The last word about each key counts. */
    public void parked(ParkedAlert parked) {
        fates.learn(parked);
    }

    /** Nothing stands parked under this key any more. */
    public void unparked(String key) {
        fates.unparked(key);
    }

    /** What became of a telling, in the order of the topic. */
    public void delivery(DeliveryEntry entry, Instant at) {
        if (entry.end() == End.DELIVERED) {
            superseded.delivered(entry);
        }
        if (entry.reason() == Reason.REPLAY) {
            // Of a whole stretch of tellings, which may reach into the window.
            fates.learn(entry);
            return;
        }
        if (!window.holds(entry.place())) {
            return;
        }
        DeliveryEntry kept = inShort(entry);
        if (kept.end() == End.SUPERSEDED) {
            superseded.learn(
                    kept,
                    fates.endOf(kept.receiver(), kept.identity(), kept.place()).isPresent());
        }
        fates.learn(kept);
        entries.learn(kept);
        order.learn(kept, at);
    }

    private DeliveryEntry inShort(DeliveryEntry entry) {
        return new DeliveryEntry(
                shared.identity(entry.identity()),
                entry.seq(),
                entry.reason(),
                shared.text(entry.receiver()),
                shared.place(entry.place()),
                entry.end(),
                entry.attempts(),
                entry.messageId(),
                entry.detail(),
                entry.receivedAt(),
                entry.at());
    }

    /** Whether a telling that stands there belongs to the window. */
    public boolean counts(Place place) {
        return window.holds(place);
    }

    /** A telling of the window; what a replay wrote is none. */
    public void routed(RoutedAlert routed, Place place, Instant at) {
        Set<String> said = entries.found(routed.identity(), routed.seq(), place);
        order.learn(routed);
        Set<String> addressed = new HashSet<>(routed.receivers());
        addressed.forEach(receiver -> account(receiver, said.contains(receiver), new One(routed, place, at)));
        said.stream().filter(receiver -> !addressed.contains(receiver)).forEach(receiver -> {
            tally(receiver).standIn++;
            // Its own offset says nothing of what it tells for others.
            if (addressed.stream().allMatch(each -> offsets.passed(each, place))) {
                nothingSuperseded(receiver, new One(routed, place, at));
            }
        });
    }

    /** What stands there is a replay's, or can't be read: nothing that is said of it is wrong. */
    public void excused(Place place) {
        if (window.holds(place)) {
            entries.excused(place);
        }
    }

    private record One(RoutedAlert routed, Place place, Instant at) {
        Breach breach(Kind kind, String receiver, String note) {
            return new Breach(kind, receiver, routed.alert().name(), routed.identity(), routed.seq(), place, at, note);
        }
    }

    private void account(String receiver, boolean said, One one) {
        Tally tally = tally(receiver);
        tally.routed++;
        boolean passed = offsets.passed(receiver, one.place());
        // A replay speaks of many at once, and names the alert.
        Optional<End> end = fates.endOf(receiver, one.routed().identity(), one.place())
                .filter(found -> said || found == End.REPLAYED || found == End.DISCARDED);
        if (end.isEmpty()) {
            if (passed) {
                tally.unaccounted++;
                breaches.add(one.breach(
                        Kind.UNACCOUNTED,
                        receiver,
                        RouterBooks.word(one.routed().reason())));
            }
            return;
        }
        tally.ended.merge(end.get(), 1L, Long::sum);
        // What is not passed may be under way: the rest of it comes before the offset moves.
        if (passed && end.get() == End.SUPERSEDED) {
            nothingSuperseded(receiver, one);
        }
        if (passed
                && end.get() == End.PARKED
                && fates.standing(receiver, one.routed()).isEmpty()) {
            tally.wrong++;
            breaches.add(
                    one.breach(Kind.PARKED_NOWHERE, receiver, fates.whyParked(receiver, one.routed(), one.place())));
        }
    }

    private void nothingSuperseded(String receiver, One one) {
        superseded.open(receiver, one.routed().identity(), one.place()).ifPresent(message -> {
            tally(receiver).wrong++;
            breaches.add(one.breach(Kind.SUPERSEDED_BY_NOTHING, receiver, "message " + message));
        });
    }

    private Tally tally(String receiver) {
        return tallies.computeIfAbsent(receiver, _ -> new Tally());
    }

    /** All tellings are fed. */
    public void close() {
        entries.closed();
        order.breaches().forEach(breach -> {
            tally(breach.receiver()).disordered++;
            breaches.add(breach);
        });
    }

    /** Whether {@code deliveries} has to be gone through once more, for it speaks of what is not there. */
    public boolean areStrange() {
        return entries.areStrange();
    }

    /** What became of a telling, once more: is this what is not there? */
    public void deliveryAgain(DeliveryEntry entry, Instant at) {
        if (entries.isStrange(entry) && named.add(entry)) {
            tally(entry.receiver()).wrong++;
            breaches.add(new Breach(
                    Kind.NO_SUCH_TELLING,
                    entry.receiver(),
                    "",
                    entry.identity(),
                    entry.seq(),
                    entry.place(),
                    at,
                    entry.end().name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The sums, by receiver. */
    public List<Told> sums() {
        return tallies.entrySet().stream()
                .map(e -> e.getValue().sum(e.getKey(), offsets.knows(e.getKey())))
                .toList();
    }

    /** The alerts that break them. */
    public List<Breach> breaches() {
        return List.copyOf(breaches);
    }
}
