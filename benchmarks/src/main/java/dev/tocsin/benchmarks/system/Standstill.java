package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Notices that a number which ought to grow does not: a benchmark of something that is stuck ends and says so. A machine
 * that stands still for a while is to show in the figures, though, not to end the measuring.
 */
final class Standstill {
    private static final long LONGEST_NANOS = Duration.ofMinutes(3).toNanos();

    private final String what;
    private final LongSupplier nanos;
    private double largest = Double.NEGATIVE_INFINITY;
    private long grewAt;

    /**
     * Of a number that people know under this name.
     *
     * @param nanos the time, in nanoseconds
     */
    Standstill(String what, LongSupplier nanos) {
        this.what = what;
        this.nanos = nanos;
        this.grewAt = nanos.getAsLong();
    }

    /**
     * Looks at the number as it is now.
     *
     * @throws IllegalStateException if it has not grown for three minutes
     */
    void look(double now, double wanted) {
        if (now > largest) {
            largest = now;
            grewAt = nanos.getAsLong();
        } else if (nanos.getAsLong() - grewAt > LONGEST_NANOS) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s stands still at %,.0f of %,.0f", what, now, wanted));
        }
    }
}
