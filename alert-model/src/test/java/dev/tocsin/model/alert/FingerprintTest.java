package dev.tocsin.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Sample;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    /** The first six are Prometheus' own expectations. */
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(Map.of(), "cbf29ce484222325"),
                Arguments.of(Sample.labels("job=foo", "severity=warning"), "9266ef3da838ad95"),
                Arguments.of(Sample.labels("job=foo", "severity=critical"), "3b15fd163d36582e"),
                Arguments.of(Sample.labels("job=bar", "severity=critical"), "c7e68cb08e3e67f9"),
                Arguments.of(Sample.labels("a=bb", "b=c"), "29dbff8dbb26050f"),
                Arguments.of(Sample.labels("a=b", "bb=c"), "62d7ece23a960bcd"),
                Arguments.of(
                        Sample.labels("first_name=electro", "manufacturer=westinghouse", "occupation=robot"),
                        "520aa309145d62f2"),
                Arguments.of(
                        Sample.labels("alertname=HighCPU", "instance=h\u00e9llo:9100", "severity=critical"),
                        "e23d56806bcda0ae"),
                Arguments.of(Sample.labels("\uFFFD=a", "\uD83D\uDE00=b"), "84515589e8817d34"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void equalsTheOneThatPrometheusComputes(Map<String, String> labels, String expected) {
        assertThat(Fingerprint.of(labels)).hasToString(expected);
    }

    @Test
    void sortsByBytesWhereStringsSortOtherwise() {
        Map<String, String> trap = Sample.labels("\uFFFD=a", "\uD83D\uDE00=b");

        // A map of strings has the emoji first, UTF-8 has it last.
        assertThat(new TreeMap<>(trap).firstKey()).isEqualTo("\uD83D\uDE00");
        assertThat(Fingerprint.of(trap)).hasToString("84515589e8817d34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "00000000000000ff", "7fffffffffffffff", "ffffffffffffffff"})
    void readsWhatItPrints(String text) {
        assertThat(Fingerprint.parse(text)).map(Fingerprint::toString).contains(text);
    }

    @Test
    void readsUpperCaseAndPrintsLowerCase() {
        assertThat(Fingerprint.parse("3B15FD163D36582E"))
                .map(Fingerprint::toString)
                .contains("3b15fd163d36582e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3b15fd163d36582",
                "3b15fd163d36582e0",
                "3b15fd163d36582g",
                " b15fd163d36582e",
                "-b15fd163d36582e",
                "\uFF13b15fd163d36582e"
            })
    void readsNothingElse(String text) {
        assertThat(Fingerprint.parse(text)).isEmpty();
    }
}
