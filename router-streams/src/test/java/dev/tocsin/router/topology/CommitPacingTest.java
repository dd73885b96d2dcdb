package dev.tocsin.router.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitPacingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final CommitPacing pacing = new CommitPacing();

    @Test
    void asksAtOnceForAFreshRecord() {
        assertThat(pacing.routed(NOW.minusMillis(99), NOW)).isTrue();
    }

    @Test
    void leavesABacklogToTheInterval() {
        assertThat(pacing.routed(NOW.minusMillis(100), NOW)).isFalse();
        assertThat(pacing.due(NOW.plusMillis(50))).isFalse();
    }

    @Test
    void asksAtMostEveryFiveMilliseconds() {
        assertThat(pacing.routed(NOW, NOW)).isTrue();
        assertThat(pacing.routed(NOW, NOW.plusMillis(4))).isFalse();
        assertThat(pacing.routed(NOW, NOW.plusMillis(5))).isTrue();
    }

    @Test
    void asksLaterForARecordThatCameTooSoon() {
        pacing.routed(NOW, NOW);
        pacing.routed(NOW.plusMillis(1), NOW.plusMillis(1));

        assertThat(pacing.due(NOW.plusMillis(4))).isFalse();
        assertThat(pacing.due(NOW.plusMillis(6))).isTrue();
        assertThat(pacing.due(NOW.plusMillis(20))).isFalse();
    }

    @Test
    void leavesRecordsOfTheFutureToTheInterval() {
        assertThat(pacing.routed(NOW.plusSeconds(3600), NOW)).isFalse();
    }

    @Test
    void asksAgainAfterTheClockWasSetBack() {
        assertThat(pacing.routed(NOW, NOW)).isTrue();
        Instant back = NOW.minusSeconds(3600);

        assertThat(pacing.routed(back, back)).isTrue();
    }
}
