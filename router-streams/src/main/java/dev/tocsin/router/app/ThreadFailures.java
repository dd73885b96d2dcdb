package dev.tocsin.router.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that dies is replaced, but not for ever: what fails again and again is ended as a whole, and started anew
 * after a wait. Called on stream threads.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    /** So many in a window are replaced. */
    static final int LIMIT = 3;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final InstantSource clock;
    /** Guarded by this. */
    private final Deque<Instant> recent = new ArrayDeque<>();

    ThreadFailures(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Instant now = clock.instant();
        recent.removeIf(earlier -> earlier.isBefore(now.minus(WINDOW)));
        recent.add(now);
        boolean replace = recent.size() <= LIMIT;
        LOG.atError()
                .addKeyValue("inLastMinute", recent.size())
                .addKeyValue("then", replace ? "another thread goes on" : "everything is started anew")
                .setCause(failure)
                .log("A routing thread failed");
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
