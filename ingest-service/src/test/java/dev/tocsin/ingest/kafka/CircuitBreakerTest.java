package dev.tocsin.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.kafka.CircuitBreaker.Admission;
import dev.tocsin.ingest.kafka.CircuitBreaker.Admission.Admitted;
import dev.tocsin.ingest.kafka.CircuitBreaker.Admission.Denied;
import dev.tocsin.ingest.kafka.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private long admitted() {
        return ((Admitted) breaker.admit()).term();
    }

    private void openByWrites() {
        breaker.reachable();
        long term = admitted();
        breaker.failed(term, "timed out");
        breaker.failed(term, "timed out");
        breaker.failed(term, "timed out");
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void isOpenUntilTheClusterIsReached() {
        assertThat(breaker.admit()).isEqualTo(new Denied("Kafka has not been reached yet"));

        breaker.unreachable("no route to host");
        assertThat(breaker.admit()).isEqualTo(new Denied("no route to host"));

        breaker.reachable();
        assertThat(breaker.admit()).isInstanceOf(Admitted.class);
    }

    @Test
    void opensAfterThreeFailuresInARow() {
        breaker.reachable();
        long term = admitted();

        breaker.failed(term, "timed out");
        breaker.failed(term, "timed out");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);

        breaker.failed(term, "timed out");
        assertThat(breaker.admit()).isEqualTo(new Denied("timed out"));
    }

    @Test
    void aSuccessBeginsTheCountAnew() {
        breaker.reachable();
        long term = admitted();
        breaker.failed(term, "timed out");
        breaker.failed(term, "timed out");
        breaker.succeeded();

        breaker.failed(term, "timed out");

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aReachableClusterDoesNotHideFailingWrites() {
        breaker.reachable();
        long term = admitted();
        for (int i = 0; i < 3; i++) {
            breaker.failed(term, "not enough replicas");
            breaker.reachable();
        }

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void opensWhenTheClusterIsNotReachedTwiceInARow() {
        breaker.reachable();
        breaker.unreachable("no answer");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        breaker.reachable();
        breaker.unreachable("no answer");
        breaker.unreachable("no answer");

        assertThat(breaker.admit()).isEqualTo(new Denied("no answer"));

        breaker.reachable();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void afterFailedWritesOneWriteAtATimeGoesOnTrial() {
        openByWrites();
        breaker.reachable();
        assertThat(breaker.state()).as("too early").isEqualTo(State.OPEN);

        advance(Duration.ofSeconds(1));
        breaker.reachable();

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.admit()).isInstanceOf(Admitted.class);
        assertThat(breaker.admit()).isInstanceOf(Denied.class);
        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void eachFailedTrialDoublesThePauseUpToEightSeconds() {
        openByWrites();
        for (int seconds : new int[] {1, 2, 4, 8, 8}) {
            advance(Duration.ofSeconds(seconds).minusNanos(1));
            breaker.reachable();
            assertThat(breaker.state()).isEqualTo(State.OPEN);
            advance(Duration.ofNanos(1));
            breaker.reachable();
            breaker.failed(admitted(), "timed out");
        }
    }

    @Test
    void aTrialWithoutAVerdictMakesRoomForTheNext() {
        openByWrites();
        advance(Duration.ofSeconds(1));
        breaker.reachable();

        breaker.inconclusive(admitted());

        assertThat(breaker.admit()).isInstanceOf(Admitted.class);
    }

    @Test
    void aFailureFromBeforeTheTrialDoesNotEndIt() {
        breaker.reachable();
        long before = admitted();
        openByWrites();
        advance(Duration.ofSeconds(1));
        breaker.reachable();

        breaker.failed(before, "timed out");

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void aLateSuccessClosesIt() {
        openByWrites();

        breaker.succeeded();

        assertThat(breaker.admit()).isInstanceOf(Admitted.class);
    }

    @Test
    void anErrorThatIsForGoodOpensItAtOnce() {
        breaker.reachable();
        breaker.trip("not authorized");

        Admission admission = breaker.admit();

        assertThat(admission).isEqualTo(new Denied("not authorized"));
    }
}
