package dev.tocsin.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testsupport.BuiltDistribution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That all of them run, in a hundredth of their time; how fast it is then is no fact of a test. */
class BenchIT {
    private static final double SHARE = 0.01;

    @TempDir
    private Path folder;

    @Test
    void printsOneTable() throws IOException, InterruptedException {
        BuiltDistribution.layOut(folder);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        boolean good = Bench.run(
                Lab.in(folder, 1, SHARE),
                List.of("webhooks", "latency", "throughput", "backlog", "live-states", "footprint"),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2 + 12)
                .startsWith("| what | to reach | Tocsin | peer | reached |")
                .allSatisfy(line -> assertThat(line).doesNotContain("NaN", "| 0.00"));
        assertThat(good).isTrue();
    }
}
