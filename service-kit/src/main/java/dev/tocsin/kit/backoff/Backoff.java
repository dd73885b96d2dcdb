package dev.tocsin.kit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a wait drawn evenly from zero to {@code min(cap, base * 2^(attempt-1))}.
 *
 * <p>The idea is from Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: callers that failed
 * together spread out best when the whole wait is random, not only a part of it.
 */
public record Backoff(Duration base, Duration cap) {
    private static final Duration LONGEST_CAP = Duration.ofDays(365);

    /** Refuses a base that is not positive and a cap that is below the base or above a year. */
    public Backoff {
        if (!base.isPositive()) {
            throw new IllegalArgumentException("base must be positive: " + base);
        }
        if (cap.compareTo(base) < 0 || cap.compareTo(LONGEST_CAP) > 0) {
            throw new IllegalArgumentException("cap must be from base " + base + " to " + LONGEST_CAP + ": " + cap);
        }
    }

    /** Returns the wait after the given failed attempt, counted from 1. */
    public Duration delay(int attempt, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(ceiling(attempt).toNanos() + 1));
    }

    /** Returns the longest wait that {@link #delay} can draw for the given attempt. */
    public Duration ceiling(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1: " + attempt);
        }
        int doublings = attempt - 1;
        // Shifting the cap down instead of the base up cannot overflow, however many attempts there were.
        if (doublings >= Long.SIZE - 1 || base.toNanos() > cap.toNanos() >> doublings) {
            return cap;
        }
        return Duration.ofNanos(base.toNanos() << doublings);
    }
}
