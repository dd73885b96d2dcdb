package dev.tocsin.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.router.app.Backlog.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Backlog backlog = new Backlog();

    private static Map<Integer, Position> at(long committed, long end, Optional<Instant> readUpTo) {
        return Map.of(0, new Position(committed, end, readUpTo));
    }

    @Test
    void isZeroWithoutABacklog() {
        backlog.sample(at(5, 5, Optional.of(NOW.minusSeconds(3600))), NOW);

        assertThat(backlog.age(NOW.plusSeconds(60))).isZero();
    }

    @Test
    void isAsOldAsTheLastRecordThatWasRead() {
        backlog.sample(at(5, 9, Optional.of(NOW.minusSeconds(3600))), NOW);

        assertThat(backlog.age(NOW)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void doesNotCountTheQuietTimeBefore() {
        backlog.sample(at(5, 5, Optional.of(NOW.minusSeconds(3600))), NOW);
        backlog.sample(at(5, 6, Optional.of(NOW.minusSeconds(3600))), NOW.plusSeconds(1));

        assertThat(backlog.age(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void growsWhileNothingMoves() {
        backlog.sample(at(5, 5, Optional.empty()), NOW);
        backlog.sample(at(5, 6, Optional.empty()), NOW.plusSeconds(1));
        backlog.sample(at(5, 7, Optional.empty()), NOW.plusSeconds(30));

        assertThat(backlog.age(NOW.plusSeconds(31))).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void countsFromTheStartUntilSomethingWasRead() {
        backlog.sample(at(-1, 7, Optional.empty()), NOW);
        backlog.sample(at(-1, 7, Optional.empty()), NOW.plusSeconds(5));

        assertThat(backlog.age(NOW.plusSeconds(8))).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void forgetsAPartitionThatWentElsewhere() {
        backlog.sample(at(1, 7, Optional.empty()), NOW);
        backlog.sample(Map.of(), NOW.plusSeconds(5));

        assertThat(backlog.age(NOW.plusSeconds(8))).isZero();
    }
}
