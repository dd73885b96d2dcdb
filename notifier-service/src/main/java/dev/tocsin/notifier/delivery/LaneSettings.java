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
 * @param maxBuffered bytes of records that wait in memory; the backlog behind them stays in Kafka
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
        int maxBuffered,
        Optional<Duration> giveUpAfter,
        Duration maxAge,
        Occasion occasion) {
    private static final int LARGEST_BUFFER = 4 << 20;
    private static final int SMALLEST_BUFFER = 64 << 10;
    /** What is read takes one and a half times the bytes that it had, and as much again may be in messages under way: half. */
    private static final int SHARE_OF_HEAP = 6;

    /** A message is full at the latest when no more may wait. */
    public LaneSettings {
        maxBytes = Math.min(maxBytes, maxBuffered);
    }

    /** Of a lane that tells its own receiver. */
    public LaneSettings(
            String severity,
            int rank,
            Duration linger,
            int maxAlerts,
            int maxBytes,
            int maxBuffered,
            Optional<Duration> giveUpAfter,
            Duration maxAge) {
        this(severity, rank, linger, maxAlerts, maxBytes, maxBuffered, giveUpAfter, maxAge, Occasion.usual());
    }

    /**
     * So many bytes may wait in each of so many lanes, that a backlog in all of them leaves the heap room for the rest.
     *
     * @param heap the most memory that the JVM gives to objects, in bytes
     */
    public static int buffered(long heap, int lanes) {
        return Math.clamp(heap / SHARE_OF_HEAP / Math.max(1, lanes), SMALLEST_BUFFER, LARGEST_BUFFER);
    }

    /** Of a lane that tells the fallback of this receiver, which gives nothing up for itself. */
    public LaneSettings insteadOf(String receiver) {
        return new LaneSettings(
                severity,
                rank,
                Duration.ZERO,
                maxAlerts,
                maxBytes,
                maxBuffered,
                Optional.empty(),
                maxAge,
                new Occasion.InsteadOf(receiver));
    }
}
