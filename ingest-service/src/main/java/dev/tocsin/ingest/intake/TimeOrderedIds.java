package dev.tocsin.ingest.intake;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ids that sort by their time: UUIDs of version 7 (RFC 9562). */
public final class TimeOrderedIds implements Supplier<String> {
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Takes a clock and a source of chance that bears many threads. */
    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        long time = clock.millis() << 16 | 0x7000 | (random.nextLong() & 0x0fff);
        long variant = Long.MIN_VALUE | (random.nextLong() >>> 2);
        return new UUID(time, variant).toString();
    }
}
