package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RefusalLog log = new RefusalLog(nanos::get);

    private boolean note(String reason) {
        return log.note(400, reason, "request-1", "because");
    }

    @Test
    void saysAReasonOnceAndAgainWhenItChanges() {
        assertThat(note("shape")).isTrue();
        assertThat(note("shape")).isFalse();
        assertThat(note("malformed")).isTrue();
        assertThat(note("shape")).isTrue();
    }

    @Test
    void repeatsTheSameReasonOnceAMinute() {
        assertThat(note("shape")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(note("shape")).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(note("shape")).isTrue();
    }
}
