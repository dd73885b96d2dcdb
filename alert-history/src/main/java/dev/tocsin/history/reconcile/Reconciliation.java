package dev.tocsin.history.reconcile;

import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.history.reconcile.Finding.Missing;
import dev.tocsin.history.reconcile.Finding.Refired;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison found.
 *
 * @param findings by identity
 * @param inStep how many alerts fire here and there
 */
public record Reconciliation(List<Finding> findings, int inStep) {
    /** Copies. */
    public Reconciliation {
        findings = List.copyOf(findings);
    }

    /** Those of this kind. */
    public <F extends Finding> List<F> of(Class<F> kind) {
        return findings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What is to be taken in. */
    public List<Finding> toTakeIn() {
        return findings.stream()
                .filter(found -> found instanceof Missing || found instanceof Refired)
                .toList();
    }

    /** What a heal brings, begins before ends. */
    public List<Finding> differences() {
        return Stream.concat(toTakeIn().stream(), of(Ended.class).stream()).toList();
    }
}
