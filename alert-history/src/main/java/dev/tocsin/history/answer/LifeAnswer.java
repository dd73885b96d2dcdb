package dev.tocsin.history.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lives of the alerts that were asked for.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param at when it was asked
 * @param from the first moment that was looked at
 * @param to the moment behind the last; none when it was all until now
 * @param count how many alerts match
 * @param truncated whether only those that were heard of last are told
 * @param alerts that are told, the one that was heard of last first
 */
public record LifeAnswer(
        int v, Instant at, Instant from, @Nullable Instant to, int count, boolean truncated, List<AlertAnswer> alerts) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;

    /** Copies. */
    public LifeAnswer {
        alerts = List.copyOf(alerts);
    }
}
