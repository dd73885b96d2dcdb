package dev.tocsin.notifier.rocketchat;

import java.time.Duration;

/** What is left of the time for one send, over all of its calls. */
final class TimeLeft {
    /** A call that has less than this is not worth its slot. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    /** By the clock that nobody puts back. */
    private final long end;

    private TimeLeft(long end) {
        this.end = end;
    }

    static TimeLeft of(Duration time) {
        return new TimeLeft(System.nanoTime() + time.toNanos());
    }

    /** The time for a call: this, or what is left. */
    Duration atMost(Duration wanted) {
        Duration left = left();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    /** Whether it is too late for another call. */
    boolean isOver() {
        return left().compareTo(SHORTEST) < 0;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
