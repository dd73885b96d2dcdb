package dev.tocsin.wire.policy;

import dev.tocsin.wire.policy.PolicyFile.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what there is to say, so that reading goes on behind the first problem. */
final class Findings {
    /** A file that is wrong from end to end needs no longer list. */
    private static final int MOST = 200;

    private final List<Finding> found = new ArrayList<>();

    void add(int line, String path, String sentence) {
        if (found.size() < MOST) {
            found.add(new Finding(line, path, sentence));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> byLine() {
        return found.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }
}
