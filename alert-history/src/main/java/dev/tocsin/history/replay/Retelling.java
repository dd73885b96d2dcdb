package dev.tocsin.history.replay;

import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import java.util.List;
import java.util.stream.Stream;

/** What is put in line for an entry of a plan. */
public final class Retelling {
    /** Of an alert that stands parked more often than this, the others stay there: the record has to fit into Kafka. */
    static final int MOST_PARKED = 20_000;

    /** What stands in more stretches than these is told, and is still missed: the record has to fit into Kafka. */
    static final int MOST_STRETCHES = 2_000;

    private Retelling() {}

    /**
     * The record that tells it.
     *
     * @param id of the replay
     * @param present how the alert is at this moment
     */
    public static RoutedAlert of(Plan.Entry entry, String id, Present present) {
        History history = entry.history();
        List<Past> pasts = Stream.concat(history.first().stream(), history.last().stream())
                .map(telling -> new Past(telling.reason(), telling.at(), missed(telling.fate())))
                .toList();
        List<Long> parked = entry.parked().stream().limit(MOST_PARKED).toList();
        List<Stretch> covers = entry.covers().stream().limit(MOST_STRETCHES).toList();
        Replay replay = new Replay(id, pasts, history.leftOut(), present, covers, parked);
        return entry.routed().again(entry.to(), replay, present.asOf());
    }

    private static boolean missed(Fate fate) {
        return switch (fate) {
            case TOLD, SUPERSEDED, REPLAYED -> false;
            case PARKED, DISCARDED, WAITING, SKIPPED, NEVER_READ, NOT_SENT -> true;
        };
    }
}
