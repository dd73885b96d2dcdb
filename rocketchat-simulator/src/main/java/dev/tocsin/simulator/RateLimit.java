package dev.tocsin.simulator;

import java.time.Duration;

/** So many calls in a fixed window. */
public record RateLimit(int calls, Duration window) {
    public RateLimit {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1");
        }
        if (window.toMillis() < 1) {
            throw new IllegalArgumentException("window must be at least 1 ms");
        }
    }

    /** Rocket.Chat's default: 10 calls in 60 s. */
    public static RateLimit tenPerMinute() {
        return new RateLimit(10, Duration.ofSeconds(60));
    }

    /** What chat.sendMessage has had for itself since August 2026: 5 calls in 1 s. */
    public static RateLimit fivePerSecond() {
        return new RateLimit(5, Duration.ofSeconds(1));
    }
}
