package dev.tocsin.history.reconcile;

import java.util.List;

/**
 * What the Alertmanagers of a source have together.
 *
 * @param alerts of all that answered; peers of a pair hold the same ones
 * @param whole whether what is not among them is nowhere: all have answered, and none has started only now, for an
 *     Alertmanager keeps its alerts in memory alone
 */
public record View(List<HeldAlert> alerts, boolean whole) {
    /** Copies. */
    public View {
        alerts = List.copyOf(alerts);
    }
}
