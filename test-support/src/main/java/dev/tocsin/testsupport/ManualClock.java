package dev.tocsin.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; any thread may read it. */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Stands at this time. */
    public ManualClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** Moves it on, or back by a negative time. */
    public void advance(Duration by) {
        now.updateAndGet(time -> time.plus(by));
    }

    /** Moves it to this time. */
    public void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock: every zone sees the same moment. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
