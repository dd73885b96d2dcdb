package dev.tocsin.history.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was discarded.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param at when it was asked
 * @param dryRun whether nothing was done: then the counts say what would be
 * @param count how many
 * @param receivers how many of them were whose
 * @param missing keys under which nothing stands; with one of them nothing is done
 */
public record DiscardAnswer(
        int v, Instant at, boolean dryRun, long count, Map<String, Long> receivers, List<String> missing) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;
}
