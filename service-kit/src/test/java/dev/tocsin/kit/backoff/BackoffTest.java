package dev.tocsin.kit.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({
        "1, PT0.1S",
        "2, PT0.2S",
        "3, PT0.4S",
        "7, PT6.4S",
        "8, PT10S",
        "63, PT10S",
        "64, PT10S",
        "65, PT10S",
        "2147483647, PT10S"
    })
    void doublesUpToTheCap(int attempt, Duration ceiling) {
        assertThat(BACKOFF.ceiling(attempt)).isEqualTo(ceiling);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 1_000_000})
    void drawsEvenlyFromZeroToTheCeiling(int attempt) {
        RandomGenerator random = new Random(42);
        double ceiling = BACKOFF.ceiling(attempt).toNanos();

        double[] shares = IntStream.range(0, 20_000)
                .mapToDouble(i -> BACKOFF.delay(attempt, random).toNanos() / ceiling)
                .toArray();

        assertThat(Arrays.stream(shares).boxed()).allMatch(share -> share >= 0 && share <= 1);
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            long drawn = IntStream.range(0, shares.length)
                    .filter(i -> shares[i] >= from && shares[i] < from + 0.1)
                    .count();
            assertThat(drawn).as("seed 42, from %s", from).isBetween(1_850L, 2_150L);
        }
    }

    @Test
    void drawsBothEndsOfTheRange() {
        Backoff tiny = new Backoff(Duration.ofNanos(1), Duration.ofNanos(1));
        RandomGenerator random = new Random(42);

        assertThat(IntStream.range(0, 100).mapToObj(i -> tiny.delay(1, random)))
                .contains(Duration.ZERO, Duration.ofNanos(1));
    }

    @Test
    void refusesWhatMakesNoSense() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, Duration.ofDays(366)));
        assertThatIllegalArgumentException().isThrownBy(() -> BACKOFF.delay(0, new Random(42)));
    }
}
