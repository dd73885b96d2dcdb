package dev.tocsin.model.alert;

import java.time.Instant;

/**
 * One alert exactly as ingest accepted it: the value of {@code alerts.received}.
 *
 * @param identity the source and the fingerprint
 * @param alert the alert
 * @param requestId of the HTTP request that brought it
 * @param receivedAt when that request came, by ingest's clock
 * @param externalUrl the source's own address as it names it, possibly empty
 * @param shadowed whether the same body also holds this identity as firing, which then wins over this resolved state
 */
public record ReceivedAlert(
        Identity identity, Alert alert, String requestId, Instant receivedAt, String externalUrl, boolean shadowed) {

    /** Refuses a shadowed firing alert: only a resolved one can be shadowed. */
    public ReceivedAlert {
        if (shadowed && alert.firing()) {
            throw new IllegalArgumentException("a firing alert can't be shadowed");
        }
    }
}
