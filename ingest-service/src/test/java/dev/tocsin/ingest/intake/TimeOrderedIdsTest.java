package dev.tocsin.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    @Test
    void areUuidsOfVersion7WhichBeginWithTheTime() {
        Instant time = Instant.parse("2022-02-22T19:22:22Z");

        String id = new TimeOrderedIds(() -> time, RandomGenerator.of("L64X128MixRandom")).get();

        // The time of RFC 9562's own example.
        assertThat(id).startsWith("017f22e2-79b0-7");
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }
}
