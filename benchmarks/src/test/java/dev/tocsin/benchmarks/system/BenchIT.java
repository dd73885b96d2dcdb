package dev.tocsin.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That all of them run, in a hundredth of their time; how fast it is then is no fact of a test. */
class BenchIT {
    private static final double SHARE = 0.01;

    @TempDir
    private Path folder;

    /** The script with the distribution as it was built, in a folder without sources: nothing to build there. */
    @BeforeEach
    void layOut() throws IOException {
        Path built = Path.of("..", "standalone", "target", "tocsin").toRealPath();
        Files.copy(Path.of("..", "tocsin"), folder.resolve("tocsin"));
        Path distribution = Files.createDirectories(folder.resolve("standalone/target/tocsin"));
        for (String part : List.of("lib", "jvm", "aot")) {
            Files.createSymbolicLink(distribution.resolve(part), built.resolve(part));
        }
        Files.createFile(distribution.resolve("built"));
    }

    @Test
    void printsOneTable() throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        boolean good = Bench.run(
                Lab.in(folder, 1, SHARE),
                List.of("webhooks", "latency", "throughput", "backlog", "live-states", "footprint"),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2 + 12)
                .startsWith("| what | to reach | Tocsin | peer | reached |")
                .allSatisfy(line -> assertThat(line).doesNotContain("NaN /s", "| 0.00"));
        assertThat(good).isTrue();
    }
}
