package dev.tocsin.ingest.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What comes from outside the process: time and chance.
 *
 * @param clock what time it is
 * @param nanos a clock that never jumps
 * @param random chance, for many threads
 */
public record Surroundings(InstantSource clock, LongSupplier nanos, RandomGenerator random) {
    /** The real ones. */
    public static Surroundings system() {
        return new Surroundings(Clock.systemUTC(), System::nanoTime, new SecureRandom());
    }
}
