package dev.tocsin.router.topology;

import dev.tocsin.model.decision.Decision;
import dev.tocsin.router.store.Counts;
import java.time.Duration;
import java.time.Instant;

/** Hears what the router does. Called on stream threads, several at once; must not block. */
public interface RouterObserver {
    /** A record or a timer was decided. */
    void decided(Decision decision);

    /** Something was told; its record is this old by the broker's clock. */
    void routed(Duration age);

    /** A commit before its time was asked for. */
    void commitRequested();

    /** How far a partition is, once a second; transactions that are under way included. */
    void progress(int partition, Progress progress);

    /** This partition is no longer ours. */
    void released(int partition);

    /**
     * How far a partition is.
     *
     * @param counts all that was ever counted there
     * @param readUpTo when the last record that was read was appended; the beginning of time if none was read here
     */
    record Progress(Counts counts, Instant readUpTo) {}
}
