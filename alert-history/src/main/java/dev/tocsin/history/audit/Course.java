package dev.tocsin.history.audit;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of one alert while the records of the router are gone through. In short: there may be many. */
final class Course {
    /**
     * A telling.
     *
     * @param print of what was accepted
     * @param group its records, one for each group; of the alert only the name is kept
     * @param place the first of them
     * @param at when it was written
     */
    record Telling(long print, List<RoutedAlert> group, Place place, Instant at) {
        long seq() {
            return group.getFirst().seq();
        }

        boolean tells(ReceivedAlert received) {
            return print == printOf(received)
                    && group.getFirst().received().receivedAt().equals(received.receivedAt());
        }
    }

    private final Once once;
    /** Most alerts are told a few times. */
    private final List<Telling> tellings = new ArrayList<>(2);

    private List<Instant> expired = List.of();
    private @Nullable AlertState state;
    private boolean known;

    /** Keeps what others have too once. */
    Course(Once once) {
        this.once = once;
    }

    private static long printOf(ReceivedAlert received) {
        return (long) received.hashCode() << Integer.SIZE
                | Integer.toUnsignedLong(received.requestId().hashCode());
    }

    void told(RoutedAlert routed, Place place, Instant at) {
        for (Telling telling : tellings) {
            if (telling.seq() == routed.seq() && telling.tells(routed.received())) {
                telling.group().add(inShort(routed));
                return;
            }
        }
        List<RoutedAlert> group = new ArrayList<>(1);
        group.add(inShort(routed));
        tellings.add(new Telling(printOf(routed.received()), group, place, at));
    }

    void expired(Instant at) {
        expired = expired.isEmpty() ? new ArrayList<>(1) : expired;
        expired.add(at);
    }

    boolean isEmpty() {
        return tellings.isEmpty() && expired.isEmpty();
    }

    /** Of two equal records the first was told. */
    Optional<Telling> take(ReceivedAlert received) {
        for (Iterator<Telling> all = tellings.iterator(); all.hasNext(); ) {
            Telling next = all.next();
            if (next.tells(received)) {
                all.remove();
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Those that nothing explained. */
    List<Telling> left() {
        return tellings;
    }

    @Nullable
    AlertState state() {
        return state;
    }

    /** Whether the state, or that there is none, is what the router knew. */
    boolean isKnown() {
        return known;
    }

    void now(@Nullable AlertState next) {
        known = true;
        state = next == null ? null : inShort(next);
    }

    /** Whether it was told before this moment that nobody hears of it any more. */
    boolean wasExpired(Instant now) {
        return !expired.isEmpty() && expired.removeIf(at -> at.isBefore(now));
    }

    private AlertState inShort(AlertState state) {
        return new AlertState(
                inShort(state.received()),
                state.episode(),
                state.seq(),
                state.earliestStartsAt(),
                state.latestStartsAt(),
                state.changedAt(),
                state.lastSeen(),
                state.lastNotified(),
                once.of(state.addresses()));
    }

    private RoutedAlert inShort(RoutedAlert routed) {
        return new RoutedAlert(
                inShort(routed.received()),
                once.of(routed.severity()),
                once.of(routed.receivers()),
                once.of(routed.group()),
                routed.episode(),
                routed.seq(),
                routed.reason(),
                routed.since(),
                routed.routedAt());
    }

    /** The decider asks of the past only whether it fires, and since and until when. */
    private ReceivedAlert inShort(ReceivedAlert received) {
        Alert alert = received.alert();
        Map<String, String> name = alert.name().isEmpty()
                ? Map.of(alert.labels().firstKey(), alert.labels().firstEntry().getValue())
                : Map.of("alertname", once.of(alert.name()));
        return new ReceivedAlert(
                once.of(received.identity()),
                new Alert(
                        alert.status(),
                        Alert.sorted(name),
                        Alert.sorted(Map.of()),
                        alert.startsAt(),
                        alert.endsAt(),
                        ""),
                "",
                received.receivedAt(),
                "",
                received.shadowed());
    }
}
