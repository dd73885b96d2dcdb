package dev.tocsin.notifier;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.RoutedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Replays in few words: of what was missed on the day of {@link Routed#NOON}, made the next morning. */
public final class Replays {
    /** When they are made. */
    public static final Instant MORNING = Instant.parse("2026-03-03T08:12:00Z");

    private Replays() {}

    /** An alert of which this was missed. */
    public static RoutedAlert of(RoutedAlert latest, Present present, Past... history) {
        return of("r1", latest, present, history);
    }

    /** The same by a replay of this id. */
    public static RoutedAlert of(String id, RoutedAlert latest, Present present, Past... history) {
        return of(latest, new Replay(id, List.of(history), 0, present, List.of(), List.of()));
    }

    /** An alert of which this is told. */
    public static RoutedAlert of(RoutedAlert latest, Replay replay) {
        return latest.again(Routed.RECEIVER, replay, MORNING);
    }

    /** One that fired and ended, which is over. */
    public static RoutedAlert over(Routed alert) {
        return of(alert.told(), ended("13:05", 2), missed(Reason.FIRING, "12:00"), missed(Reason.RESOLVED, "13:05"));
    }

    /** One that fired and still does. */
    public static RoutedAlert open(Routed alert) {
        return of(alert.told(), firing("12:00", 1), missed(Reason.FIRING, "12:00"));
    }

    /** A long history, by turns fired again and resolved every five minutes, of which some in the middle are not known. */
    public static Replay longHistory(Present present) {
        List<Past> history = new ArrayList<>();
        IntStream.range(0, 38)
                .mapToObj(i -> new Past(
                        i % 2 == 0 ? Reason.REFIRED : Reason.RESOLVED,
                        Routed.NOON.plusSeconds(300L * (i < Replay.FIRST ? i : i + 100)),
                        true))
                .forEach(history::add);
        return new Replay("r1", history, 100, present, List.of(), List.of());
    }

    /** What the receiver was not told. */
    public static Past missed(Reason reason, String time) {
        return new Past(reason, at(time), true);
    }

    /** What it was told. */
    public static Past told(Reason reason, String time) {
        return new Past(reason, at(time), false);
    }

    /** It fires. */
    public static Present firing(String since, long seq) {
        return new Present(State.FIRING, at(since), seq, MORNING);
    }

    /** It is over. */
    public static Present ended(String since, long seq) {
        return new Present(State.ENDED, at(since), seq, MORNING);
    }

    /** It was forgotten, as was found at this time. */
    public static Present unknown(Instant asOf) {
        return new Present(State.UNKNOWN, asOf, 0, asOf);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }
}
