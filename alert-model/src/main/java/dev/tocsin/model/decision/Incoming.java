package dev.tocsin.model.decision;

import dev.tocsin.model.alert.ReceivedAlert;
import java.time.Instant;

/**
 * An alert as it stands in {@code alerts.received}.
 *
 * @param received what ingest wrote
 * @param appendedAt when the broker took it, by the broker's clock
 */
public record Incoming(ReceivedAlert received, Instant appendedAt) {}
