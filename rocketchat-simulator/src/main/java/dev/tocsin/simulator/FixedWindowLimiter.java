package dev.tocsin.simulator;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts calls per key in fixed windows, blocked ones included, as Rocket.Chat's limiter does. */
final class FixedWindowLimiter {
    private static final int MAX_KEYS = 10_000;

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Clock clock;

    private record Window(long endsAt, int calls) {}

    /** Whether a call may pass, and the headers that go with the answer either way. */
    record Verdict(boolean passes, Map<String, String> headers, long waitMillis) {
        /** The 429 of this verdict. */
        Answer refusal() {
            long seconds = Math.ceilDiv(waitMillis, 1000L);
            String sentence = "Error, too many requests. Please slow down. You must wait " + seconds
                    + " seconds before trying this endpoint again. [error-too-many-requests]";
            return Answer.failure(429, sentence).withHeaders(headers);
        }
    }

    FixedWindowLimiter(Clock clock) {
        this.clock = clock;
    }

    synchronized Verdict count(String key, RateLimit limit) {
        long now = clock.millis();
        Window window = windows.get(key);
        if (window == null || now >= window.endsAt()) {
            windows.remove(key);
            window = new Window(now + limit.window().toMillis(), 0);
        }
        Window counted = new Window(window.endsAt(), window.calls() + 1);
        windows.put(key, counted);
        if (windows.size() > MAX_KEYS) {
            windows.remove(windows.keySet().iterator().next());
        }
        return verdict(limit, counted.endsAt(), counted.endsAt() - now, limit.calls() - counted.calls());
    }

    /** What a limiter that was made to refuse would say. */
    Verdict refuse(RateLimit limit) {
        return verdict(
                limit,
                clock.millis() + limit.window().toMillis(),
                limit.window().toMillis(),
                -1);
    }

    /** The limiter of the hooks on newer versions: it runs, knows no address, and so finds endless calls left. */
    Verdict failOpen(RateLimit limit) {
        return new Verdict(true, headers(limit, "Infinity", clock.millis()), 0);
    }

    synchronized void reset() {
        windows.clear();
    }

    private static Verdict verdict(RateLimit limit, long endsAt, long waitMillis, int left) {
        return new Verdict(left >= 0, headers(limit, String.valueOf(Math.max(0, left)), endsAt), waitMillis);
    }

    private static Map<String, String> headers(RateLimit limit, String remaining, long reset) {
        return Map.of(
                "x-ratelimit-limit", String.valueOf(limit.calls()),
                "x-ratelimit-remaining", remaining,
                "x-ratelimit-reset", String.valueOf(reset));
    }
}
