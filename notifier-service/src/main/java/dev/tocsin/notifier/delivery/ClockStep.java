package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * The wall's clock was put back by this much: what is due at a time of the old one would be late by as much.
 *
 * @param back how far
 */
record ClockStep(Duration back) {
    /** The same moment by the present clock. The ends of time stay where they are. */
    Instant of(Instant at) {
        return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? at : at.minus(back);
    }
}
