package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.testsupport.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitedSenderTest {
    private final Limiter limiter = new Limiter();

    private record Ending(Outcome outcome) implements Sender {
        @Override
        public Outcome send(Attempt attempt) {
            return outcome;
        }

        @Override
        public Outcome probe() {
            return outcome;
        }

        @Override
        public String room() {
            return "room";
        }
    }

    private Duration othersWaitAfter(Outcome outcome) {
        Instant granted = limiter.ask("one", 1, 1, Routed.NOON);
        assertThat(granted).isEqualTo(Routed.NOON);
        LimitedSender sender = new LimitedSender(new Ending(outcome), limiter, new ManualClock(Routed.NOON));
        assertThat(sender.send(Attempts.first(Routed.firing("a")))).isSameAs(outcome);
        return Duration.between(Routed.NOON, limiter.ask("other", 1, 1, Routed.NOON));
    }

    @Test
    void afterADeliveryNobodyWaits() {
        assertThat(othersWaitAfter(new Outcome.Delivered(""))).isZero();
    }

    @Test
    void whenOneIsToldWhenToComeBackAllAre() {
        Instant later = Routed.NOON.plusSeconds(42);
        assertThat(othersWaitAfter(new Outcome.Retryable("429", Fate.NOT_STORED, later)))
                .isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void aFailureShowsNothingOfALimit() {
        assertThat(othersWaitAfter(new Outcome.Retryable("no connection", Fate.NOT_STORED, null)))
                .isZero();
    }

    @Test
    void theRoomIsThatOfTheSender() {
        assertThat(new LimitedSender(new Ending(new Outcome.Delivered("")), limiter, new ManualClock(Routed.NOON))
                        .room())
                .isEqualTo("room");
    }
}
