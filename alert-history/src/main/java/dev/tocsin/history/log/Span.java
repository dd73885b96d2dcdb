package dev.tocsin.history.log;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, by the broker's clock.
 *
 * @param from the first moment
 * @param to the moment behind the last
 */
public record Span(Instant from, Instant to) {
    /** Behind whatever a broker's clock may say. Kafka knows no later time. */
    public static final Instant FOR_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Brokers' clocks differ: what came later may seem older, by so much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Refuses one that ends before it begins. */
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the end " + to + " lies before the beginning " + from);
        }
    }

    /** All from this moment on. */
    public static Span since(Instant from) {
        return new Span(from, FOR_EVER);
    }

    /** It begins earlier by what clocks may differ: for what is about something in the span, and came later. */
    public Span earlier() {
        Instant earlier = from.minus(SKEW);
        // Kafka knows no time before its own.
        return new Span(earlier.isBefore(Instant.EPOCH) ? Instant.EPOCH : earlier, to);
    }

    /** It ends later by what clocks may differ: for what something in the span is about, and came before. */
    public Span later() {
        boolean endless = to.isAfter(FOR_EVER.minus(SKEW));
        return new Span(from, endless ? FOR_EVER : to.plus(SKEW));
    }

    /** Whether the moment lies in it. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
