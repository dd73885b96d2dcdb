package dev.tocsin.history.answer;

import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay, and how far it is.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param id of the replay
 * @param ask what was asked for
 * @param state whether it goes on
 * @param counts of the tellings that were looked at
 * @param progress of what is told
 * @param startedAt when it was begun, for the first time
 * @param at as of when this is
 * @param doing what it does at the moment, if it is told by whoever answers
 * @param problem why it could not go on, if that is known here
 */
public record ReplayAnswer(
        int v,
        String id,
        Ask ask,
        State state,
        Counts counts,
        Progress progress,
        Instant startedAt,
        Instant at,
        @Nullable Doing doing,
        @Nullable String problem) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;

    /** What a replay does. */
    public enum Doing {
        /** Others are being told before it. */
        WAITING,
        /** It finds what is to be told. */
        READING,
        /** It tells. */
        TELLING
    }

    /** As it stands in Kafka. */
    public static ReplayAnswer of(ReplayRun run) {
        return of(run, null, null);
    }

    /** The same by whoever tells it. */
    public static ReplayAnswer of(ReplayRun run, @Nullable Doing doing, @Nullable String problem) {
        return new ReplayAnswer(
                VERSION,
                run.id(),
                run.ask(),
                run.state(),
                run.counts(),
                run.progress(),
                run.startedAt(),
                run.at(),
                doing,
                problem);
    }

    /** What stands in Kafka of it. */
    public ReplayRun run() {
        return new ReplayRun(id, ask, state, counts, progress, startedAt, at);
    }
}
