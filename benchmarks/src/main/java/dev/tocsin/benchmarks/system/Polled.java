package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A number that costs something to ask for: asked for four times a second at most, whoever wants to know. */
final class Polled implements LongSupplier {
    private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();

    private final LongSupplier source;
    private long asked = System.nanoTime() - EVERY_NANOS;
    private long known;

    Polled(LongSupplier source) {
        this.source = source;
    }

    @Override
    public synchronized long getAsLong() {
        if (System.nanoTime() - asked >= EVERY_NANOS) {
            known = source.getAsLong();
            asked = System.nanoTime();
        }
        return known;
    }
}
