package dev.tocsin.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Standstill stuck = new Standstill("the router", nanos::get);

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatMovesMayTakeAsLongAsItLikes() {
        for (int now = 0; now < 100; now++) {
            stuck.look(now, 1_000);
            after(Duration.ofSeconds(170));
        }
    }

    @Test
    void endsWhatHasNotMovedForThreeMinutes() {
        stuck.look(7, 1_000);
        after(Duration.ofMinutes(3));
        stuck.look(7, 1_000);
        after(Duration.ofSeconds(1));

        assertThatThrownBy(() -> stuck.look(7, 1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the router stands still at 7 of 1,000");
    }
}
