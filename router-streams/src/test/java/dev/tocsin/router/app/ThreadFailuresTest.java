package dev.tocsin.router.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final ThreadFailures failures = new ThreadFailures(now::get);
    private final RuntimeException failure = new RuntimeException("expected by the test");

    @Test
    void replacesAFewThreadsAMinuteThenEndsTheClient() {
        for (int i = 0; i < ThreadFailures.LIMIT; i++) {
            assertThat(failures.handle(failure)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void forgetsWhatFailedLongAgo() {
        for (int i = 0; i < ThreadFailures.LIMIT; i++) {
            failures.handle(failure);
        }
        now.updateAndGet(time -> time.plus(ThreadFailures.WINDOW).plusMillis(1));

        assertThat(failures.handle(failure)).isEqualTo(REPLACE_THREAD);
    }
}
