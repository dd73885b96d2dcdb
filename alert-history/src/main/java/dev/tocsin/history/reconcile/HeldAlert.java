package dev.tocsin.history.reconcile;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import java.util.Optional;

/**
 * One alert as an Alertmanager has it now. It fires: its API does not list what has ended.
 *
 * @param alert as the webhook would bring it
 * @param fingerprint as Alertmanager names it, or nothing when it names none
 * @param unsaid why it is not notified, or nothing when it is
 */
public record HeldAlert(Alert alert, Optional<Fingerprint> fingerprint, Optional<Unsaid> unsaid) {
    /** Refuses an alert that has ended. */
    public HeldAlert {
        if (!alert.firing()) {
            throw new IllegalArgumentException("an alert that is held fires");
        }
    }
}
