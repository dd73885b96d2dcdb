package dev.tocsin.embedded;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The system's clock, whose monotonic time can be put forward (ADR 16). */
final class ControllerClock implements Time {
    private final AtomicLong ahead = new AtomicLong();

    /** Puts the monotonic time forward; what was to last until then is over. */
    void skip(Duration time) {
        ahead.addAndGet(time.toNanos() + 1);
    }

    @Override
    public long milliseconds() {
        return SYSTEM.milliseconds();
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds() + ahead.get();
    }

    @Override
    public void sleep(long millis) {
        SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        SYSTEM.waitObject(object, condition, deadlineMillis);
    }
}
