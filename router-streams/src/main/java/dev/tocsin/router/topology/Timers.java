package dev.tocsin.router.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * When timers may run. After a long downtime the refreshes of an alert stand unread in the backlog: who looked at the
 * clock first would tell all of them as expired (hazards.md A6). So timers wait while what is read is old, and a while
 * after the start.
 */
final class Timers {
    /** How often timers run. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** How much of a run is spent on them; what is left waits for the next. */
    static final Duration BUDGET = Duration.ofMillis(50);

    /** How long nothing old must have been read. */
    static final Duration QUIET = Duration.ofSeconds(30);

    /** What is older is a backlog: far more than two clocks differ, far less than an alert is believed. */
    static final Duration OLD = Duration.ofHours(2);

    private Instant from;

    Timers(Instant started) {
        from = started.plus(QUIET);
    }

    /** A record was read. */
    void read(Instant appendedAt, Instant now) {
        if (appendedAt.isBefore(now.minus(OLD))) {
            from = now.plus(QUIET);
        }
    }

    /** Whether timers may run now. */
    boolean ready(Instant now) {
        return !now.isBefore(from);
    }
}
