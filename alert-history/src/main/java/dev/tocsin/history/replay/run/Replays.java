package dev.tocsin.history.replay.run;

import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells again what was missed, whoever does it. All of it throws {@link dev.tocsin.history.log.HistoryException} when nobody
 * answers, and IllegalArgumentException with a sentence when it can't be done as it is asked for.
 */
public interface Replays {
    /** How many alerts may wait in line at one receiver, unless somebody says otherwise. */
    int IN_LINE = 100;

    /** What would be told, and nothing is. */
    PlanAnswer dryRun(Ask ask, Progress progress);

    /**
     * Tells, and returns how that ended: done, or interrupted.
     *
     * @param stopped whether to stop
     */
    ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped);

    /** All that were ever begun, the youngest first. */
    List<ReplayRun> all();

    /**
     * What is wished for.
     *
     * @param id of the replay; one that was begun goes on
     * @param ask what to tell; may be left out when the replay was begun, or when something parked is meant
     * @param parked what of the parked is meant, if that is meant
     */
    record Wish(String id, Optional<Ask> ask, Optional<Selection> parked) {}

    /** Hears how it goes on; on the thread that runs it. */
    interface Listener extends Progress {
        /** Another replay is being told: this one waits for its turn. */
        void waiting();

        /** How far it is. */
        void telling(ReplayRun run);
    }
}
