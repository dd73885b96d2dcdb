package dev.tocsin.wire.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "30s, PT30S",
        "1h30m, PT1H30M",
        "7d, P7D",
        "500ms, PT0.5S",
        "2w, P14D",
        "1y, P365D",
        "1m1ms, PT1M0.001S"
    })
    void readsWhatPrometheusReads(String text, Duration expected) {
        assertThat(PrometheusDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "1.5h", "-1s", "30m1h", "1s1s", "soon", "1 h", "101y", "9999999999999s"})
    void refusesTheRest(String text) {
        assertThat(PrometheusDuration.parse(text)).isEmpty();
    }
}
