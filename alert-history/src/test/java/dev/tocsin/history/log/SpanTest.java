package dev.tocsin.history.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.history.Tellings;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Instant NOON = Tellings.NOON;

    @Test
    void holdsItsFirstMomentAndNotTheOneBehindItsLast() {
        Span span = new Span(NOON, NOON.plusSeconds(60));
        assertThat(span.holds(NOON)).isTrue();
        assertThat(span.holds(NOON.plusSeconds(60))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(NOON, NOON.minusSeconds(1)));
    }

    @Test
    void isWiderByWhatClocksMayDiffer() {
        Span span = new Span(NOON, NOON.plusSeconds(60));
        assertThat(span.earlier()).isEqualTo(new Span(NOON.minusSeconds(300), NOON.plusSeconds(60)));
        assertThat(span.later()).isEqualTo(new Span(NOON, NOON.plusSeconds(360)));
    }

    @Test
    void staysWithinWhatKafkaKnows() {
        Span ever = Span.since(Instant.EPOCH.plusSeconds(1));
        assertThat(ever.earlier()).isEqualTo(Span.since(Instant.EPOCH));
        assertThat(ever.later()).isEqualTo(ever);
        assertThat(Span.since(NOON).to().toEpochMilli()).isEqualTo(Long.MAX_VALUE);
    }
}
