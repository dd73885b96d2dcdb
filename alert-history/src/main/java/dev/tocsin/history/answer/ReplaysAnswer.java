package dev.tocsin.history.answer;

import java.time.Instant;
import java.util.List;

/**
 * Replays.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param at when it was asked
 * @param count how many there are
 * @param truncated whether not all of them are shown
 * @param replays the youngest first
 */
public record ReplaysAnswer(int v, Instant at, int count, boolean truncated, List<ReplayAnswer> replays) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;

    /** Copies. */
    public ReplaysAnswer {
        replays = List.copyOf(replays);
    }

    /** Of these, the youngest first; no more than so many are shown. */
    public static ReplaysAnswer of(List<ReplayAnswer> all, Instant at, int most) {
        return new ReplaysAnswer(
                VERSION,
                at,
                all.size(),
                all.size() > most,
                all.stream().limit(most).toList());
    }
}
