package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 ms",
        "PT0.25S, 250 ms",
        "PT4.25S, 4.2 s",
        "PT3M5S, 3 min 5 s",
        "PT3M, 3 min",
        "PT2H10M, 2 h 10 min",
        "P3DT4H, 3 d 4 h"
    })
    void saysALengthInTwoUnits(Duration length, String words) {
        assertThat(LifeText.length(length)).isEqualTo(words);
    }
}
