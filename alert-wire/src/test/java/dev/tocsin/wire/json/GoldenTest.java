package dev.tocsin.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.wire.json.Samples.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files are a promise to whoever reads the topics: a line that changes needs a new version. */
class GoldenTest {
    static final Path FOLDER = Path.of("src/test/resources/json");

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    /** With {@code -Dtocsin.golden=write} the expectations are written anew; the diff is what to review. */
    @BeforeAll
    static void writeOnDemand() throws IOException {
        if ("write".equals(System.getProperty("tocsin.golden"))) {
            for (Sample<?> sample : samples()) {
                Files.writeString(file(sample), json(sample));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void valueLooksAsItsFileSays(Sample<?> sample) throws IOException {
        assertThat(json(sample)).isEqualTo(Files.readString(file(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <V> void fileReadsAsTheValue(Sample<V> sample) throws IOException {
        assertThat(sample.codec().decode(Files.readAllBytes(file(sample)))).isEqualTo(sample.value());
    }

    @Test
    void everyFileHasItsValue() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            samples().stream().map(GoldenTest::file).toList());
        }
    }

    private static <V> String json(Sample<V> sample) {
        return new String(sample.codec().encode(sample.value()), StandardCharsets.UTF_8) + "\n";
    }

    private static Path file(Sample<?> sample) {
        return FOLDER.resolve(sample.name() + ".json");
    }
}
