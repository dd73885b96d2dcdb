package dev.tocsin.router.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask for a commit before the interval is over: at once for what was appended a moment ago, so that a single
 * alert is told within milliseconds; never in a backlog, where commits would cost most of the throughput (hazards.md
 * M5 to M7). One per task, though a commit takes in all tasks of its thread: a task that had nothing to commit is not
 * asked for again, and a commit takes longer than the shortest distance.
 */
final class CommitPacing {
    /** What is older is a backlog. */
    static final Duration FRESH = Duration.ofMillis(100);

    /** The least time between two requests. */
    static final Duration DISTANCE = Duration.ofMillis(5);

    private Instant last = Instant.MIN;
    private boolean owed;

    /** Whether to ask now that a record was routed. */
    boolean routed(Instant appendedAt, Instant now) {
        // A clock that is far off in either direction gets throughput, not latency: else it would cost a commit a
        // record.
        if (Duration.between(appendedAt, now).abs().compareTo(FRESH) >= 0) {
            return false;
        }
        owed = true;
        return due(now);
    }

    /** Whether a request came too early and was not made since. */
    boolean owes() {
        return owed;
    }

    /** Whether to ask now for a request that came too early. */
    boolean due(Instant now) {
        // A clock that was set back must not silence us until it is where it was.
        boolean near = !now.isBefore(last) && now.isBefore(last.equals(Instant.MIN) ? now : last.plus(DISTANCE));
        if (!owed || near) {
            return false;
        }
        owed = false;
        last = now;
        return true;
    }
}
