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
 */
public record LaneSettings(
        String severity,
        int rank,
        Duration linger,
        int maxAlerts,
        int maxBytes,
        Optional<Duration> giveUpAfter,
        Duration maxAge) {}
