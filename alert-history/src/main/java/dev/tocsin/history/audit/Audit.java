package dev.tocsin.history.audit;

import java.util.List;

/**
 * Whether it all adds up.
 *
 * @param routed what the router made of what was accepted
 * @param told what became of that, by receiver
 * @param breaches every alert that breaks it
 */
public record Audit(Routed routed, List<Told> told, List<Breach> breaches) {
    /** Copies. */
    public Audit {
        told = List.copyOf(told);
        breaches = List.copyOf(breaches);
    }

    /** Whether nothing is broken. */
    public boolean holds() {
        return breaches.isEmpty() && routed.broken() == 0;
    }
}
