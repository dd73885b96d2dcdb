package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How a lane treats its records.
 *
 * @param severity of the topic
 * @param rank of the severity, 0 for the most urgent
 * @param linger how long a batch waits for more
 * @param maxAlerts in one message
 * @param maxBytes of the records in one message
 * @param giveUpAfter how long a record may wait before it is parked because its receiver says so, if it does
 * @param maxAge how old a waiting record may grow before it is parked: retention must not end it silently
 * @param occasion of all that it tells
 */
public record LaneSettings(
        String severity,
        int rank,
        Duration linger,
        int maxAlerts,
        int maxBytes,
        Optional<Duration> giveUpAfter,
        Duration maxAge,
        Occasion occasion) {
    /** Of a lane that tells its own receiver. */
    public LaneSettings(
            String severity,
            int rank,
            Duration linger,
            int maxAlerts,
            int maxBytes,
            Optional<Duration> giveUpAfter,
            Duration maxAge) {
        this(severity, rank, linger, maxAlerts, maxBytes, giveUpAfter, maxAge, Occasion.usual());
    }

    /** Of a lane that tells the fallback of this receiver, which gives nothing up for itself. */
    public LaneSettings insteadOf(String receiver) {
        return new LaneSettings(
                severity,
                rank,
                Duration.ZERO,
                maxAlerts,
                maxBytes,
                Optional.empty(),
                maxAge,
                new Occasion.InsteadOf(receiver));
    }
}
