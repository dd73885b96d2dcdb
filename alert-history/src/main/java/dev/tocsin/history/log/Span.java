package dev.tocsin.history.log;

import java.time.Instant;

/**
 * A stretch of time, by the broker's clock.
 *
 * @param from the first moment
 * @param to the moment behind the last
 */
public record Span(Instant from, Instant to) {
    /** Refuses one that ends before it begins. */
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the end " + to + " lies before the beginning " + from);
        }
    }

    /** Whether the moment lies in it. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
