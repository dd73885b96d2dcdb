package dev.tocsin.history.replay.run;

import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

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
     * Tells, and returns how that ended: done, or interrupted. One that is done and finds nothing more to tell is returned
     * so, and stays listed with what it told.
     *
     * @param stopped whether to stop
     */
    ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped);

    /**
     * What a run would begin, or go on with; writes nothing. Throws what {@link #run} would throw of it, as far as that can
     * be known beforehand; {@link OtherWordsException} when the replay was begun with other words.
     */
    ReplayRun begun(Wish wish);

    /** All that were ever begun, the youngest first. */
    List<ReplayRun> all();

    /** An id for a replay that nobody named: the second it was made, in UTC, and four letters or digits. */
    static String newId(Instant now, RandomGenerator random) {
        StringBuilder suffix = new StringBuilder();
        random.ints(4, 0, Character.MAX_RADIX)
                .forEach(letter -> suffix.append(Character.forDigit(letter, Character.MAX_RADIX)));
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(now)
                + "-" + suffix;
    }

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
        /** It waits for its turn: another replay is being told, or it is not known yet whether one is. */
        void waiting();

        /** How far it is. */
        void telling(ReplayRun run);
    }
}
