package dev.tocsin.notifier.pagerduty;

import dev.tocsin.model.decision.RoutedAlert;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PagerDuty has of each alert, for as long as the process lives: the next attempt at a batch goes on where the last
 * one ended. Forgetting is harmless, since events repeat without effect. Safe for use by many threads.
 */
final class Accepted {
    private static final int MOST = 10_000;

    /** Guarded by this. The telling that was taken last, by the key of the incident. */
    private final Map<String, Long> seqs = new LinkedHashMap<>();

    /** Whether it has this, or a later state of the same alert. */
    synchronized boolean has(RoutedAlert told) {
        Long taken = seqs.get(EventWriter.key(told));
        return taken != null && taken >= told.seq();
    }

    synchronized void add(RoutedAlert told) {
        // Put anew, so that the first is the one that was heard of least recently.
        seqs.remove(EventWriter.key(told));
        seqs.put(EventWriter.key(told), told.seq());
        if (seqs.size() > MOST) {
            seqs.remove(seqs.keySet().iterator().next());
        }
    }
}
