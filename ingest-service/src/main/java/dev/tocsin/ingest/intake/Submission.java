package dev.tocsin.ingest.intake;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * A decoded body.
 *
 * @param externalUrl the source's own address, possibly empty
 * @param alerts in the order of the body
 */
record Submission(String externalUrl, List<Submitted> alerts) {
    Submission {
        alerts = List.copyOf(alerts);
    }

    /**
     * One alert of it.
     *
     * @param alert the alert
     * @param fingerprint as the source supplied it
     */
    record Submitted(Alert alert, Optional<Fingerprint> fingerprint) {}
}
