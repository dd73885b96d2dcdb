package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

/** When a lane has to commit: one request at a time. Poll thread only. */
final class LaneCommits {
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);
    static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final long NOTHING = -1;

    private long committed;
    private Instant committedAt;
    private boolean finishedSome;
    private boolean asked;
    private Instant againAt = Instant.MIN;

    private LaneCommits(long committed, Instant now) {
        this.committed = committed;
        this.committedAt = now;
    }

    /** A lane whose start stands in Kafka, or is to be committed at once. */
    static LaneCommits of(LaneStart start, Instant now) {
        return new LaneCommits(start.committed() ? start.position() : NOTHING, now);
    }

    /** A batch has ended: that is not kept waiting. */
    void finishedSome() {
        finishedSome = true;
    }

    /** Whether to commit now; a plan must be, before it is posted. */
    boolean due(boolean planned, long prefix, Instant now) {
        boolean overdue = finishedSome || !now.isBefore(committedAt.plus(AT_LEAST_EVERY));
        boolean wanted = planned || committed == NOTHING || (overdue && prefix != committed);
        return wanted && !asked && !now.isBefore(againAt);
    }

    /** Whether an answer is awaited. */
    boolean underWay() {
        return asked;
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        committedAt = step.of(committedAt);
        againAt = step.of(againAt);
    }

    void asked() {
        asked = true;
    }

    void done(long offset, long prefix, Instant now) {
        asked = false;
        committed = offset;
        committedAt = now;
        finishedSome = finishedSome && prefix != committed;
    }

    void failed(Instant now) {
        asked = false;
        againAt = now.plus(AFTER_FAILURE);
    }
}
