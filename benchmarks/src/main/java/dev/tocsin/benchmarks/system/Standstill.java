package dev.tocsin.benchmarks.system;

import java.time.Duration;

/**
 * Notices that a number which ought to grow does not: a benchmark of something that is stuck ends and says so. A machine
 * that stands still for a while is to show in the figures, though, not to end the measuring.
 */
final class Standstill {
    private static final long LONGEST_NANOS = Duration.ofMinutes(3).toNanos();

    private final String what;
    private double largest = Double.NEGATIVE_INFINITY;
    private long grewAt = System.nanoTime();

    /** Of a number that people know under this name. */
    Standstill(String what) {
        this.what = what;
    }

    /**
     * Looks at the number as it is now.
     *
     * @throws IllegalStateException if it has not grown for three minutes
     */
    void look(double now, double wanted) {
        if (now > largest) {
            largest = now;
            grewAt = System.nanoTime();
        } else if (System.nanoTime() - grewAt > LONGEST_NANOS) {
            throw new IllegalStateException("%s stands still at %,.0f of %,.0f".formatted(what, now, wanted));
        }
    }
}
