package dev.tocsin.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Deadlines deadlines = new Deadlines(nanos::get);
    private final CompletableFuture<String> what = new CompletableFuture<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void endsAWaitWhoseTimeIsOverAndNotWhatWasWaitedFor() {
        CompletableFuture<String> limited = deadlines.limited(what, 100);

        nanos.set(99);
        deadlines.sweep();
        assertThat(limited).isNotDone();

        nanos.set(100);
        deadlines.sweep();
        assertThat(limited.state()).isEqualTo(Future.State.FAILED);
        assertThat(limited.exceptionNow()).isInstanceOf(TimeoutException.class);
        assertThat(what).isNotDone();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void passesOnWhatWasWaitedFor() {
        CompletableFuture<String> limited = deadlines.limited(what, 100);
        CompletableFuture<String> failed = deadlines.limited(CompletableFuture.failedFuture(new Error("no")), 100);

        what.complete("here");

        assertThat(limited.resultNow()).isEqualTo("here");
        assertThat(failed.state()).isEqualTo(Future.State.FAILED);
    }

    @Test
    void keepsNothingOfWhatIsDone() {
        var _ = deadlines.limited(what, 100);
        var _ = deadlines.limited(CompletableFuture.completedFuture("at once"), 100);
        assertThat(deadlines.size()).isEqualTo(1);

        what.complete("here");
        deadlines.sweep();

        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aWaitThatCameFirstAndMayLastLongerHoldsNoneBack() {
        CompletableFuture<String> longer = deadlines.limited(new CompletableFuture<>(), 200);
        CompletableFuture<String> done = deadlines.limited(what, 200);
        CompletableFuture<String> late = deadlines.limited(new CompletableFuture<>(), 100);

        what.complete("here");
        nanos.set(100);
        deadlines.sweep();

        assertThat(late.isCompletedExceptionally()).isTrue();
        assertThat(done.resultNow()).isEqualTo("here");
        assertThat(longer).isNotDone();
        assertThat(deadlines.size()).isEqualTo(1);
    }

    @Test
    void endsWhatIsLateByItself() {
        CompletableFuture<String> limited = deadlines.limited(what, 100);
        nanos.set(100);

        assertThat(limited).failsWithin(Duration.ofMinutes(1));
    }

    @Test
    void worksWhereTheClockGoesOverItsEnd() {
        nanos.set(Long.MAX_VALUE - 1);
        CompletableFuture<String> limited = deadlines.limited(what, nanos.get() + 100);

        deadlines.sweep();
        assertThat(limited).isNotDone();

        nanos.addAndGet(100);
        deadlines.sweep();
        assertThat(limited.isCompletedExceptionally()).isTrue();
    }
}
