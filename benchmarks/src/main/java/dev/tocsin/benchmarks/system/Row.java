package dev.tocsin.benchmarks.system;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param what was measured
 * @param reach the figure to reach
 * @param tocsin what Tocsin reached
 * @param peer what a peer reached, or a limit, in the same run; may be empty
 * @param holds whether the figure was reached; nothing where there is none to reach, or no peer to compare with
 */
record Row(String what, String reach, String tocsin, String peer, Optional<Boolean> holds) {
    /** In place of a figure that there is none of. */
    static final String NOT_MEASURED = "not measured";

    /** The lines as a table in Markdown. */
    static String table(List<Row> rows) {
        StringBuilder table =
                new StringBuilder("| what | to reach | Tocsin | peer | reached |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            table.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            row.what,
                            row.reach,
                            row.tocsin,
                            row.peer,
                            row.holds.map(yes -> yes ? "yes" : "no").orElse("")));
        }
        return table.toString();
    }

    /** Whether the ratio is as large as it should be; nothing when the peer was not measured. */
    static Optional<Boolean> reaches(double ratio, double wanted) {
        return Double.isNaN(ratio) ? Optional.empty() : Optional.of(ratio >= wanted);
    }

    /** A peer's figure and how many times as much ours is; a peer that was not measured is said to be missing. */
    static String beside(String peer, double ours, double theirs) {
        return Double.isNaN(theirs)
                ? peer + ": " + NOT_MEASURED
                : "%s %s/s: %s ×".formatted(peer, number(theirs), number(ours / theirs));
    }

    /** A number as people read it: no decimals above a hundred. */
    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
