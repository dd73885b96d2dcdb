package dev.tocsin.kit.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known name that a misspelt one was probably meant to be. */
final class DidYouMean {
    private static final int FARTHEST = 3;

    private DidYouMean() {}

    static Optional<String> suggest(String misspelt, Collection<String> names, Collection<Family<?>> families) {
        List<String> candidates = new ArrayList<>(names);
        for (Family<?> family : families) {
            // The user's word stands after some underscore; the misspelling is in what precedes it.
            for (int i = misspelt.indexOf('_'); i >= 0 && i < misspelt.length() - 1; i = misspelt.indexOf('_', i + 1)) {
                candidates.add(family.prefix() + misspelt.substring(i + 1));
            }
        }
        return candidates.stream()
                .filter(candidate -> distance(misspelt, candidate) <= FARTHEST)
                .min(Comparator.<String>comparingInt(candidate -> distance(misspelt, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The number of single-character edits between two texts (Levenshtein). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
