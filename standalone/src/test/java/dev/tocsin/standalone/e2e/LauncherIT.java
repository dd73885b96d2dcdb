package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testsupport.BuiltDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code tocsin} script with the distribution as it was built, in a folder without sources: nothing to build there. */
class LauncherIT {
    /** With this the JVM ends with 1 and a reason when it can't use the cache that it is given. */
    private static final String CACHE_OR_NOTHING = "-XX:AOTMode=on";

    @TempDir
    private Path folder;

    private record Exit(int code, String said) {}

    @BeforeEach
    void layOut() throws IOException {
        BuiltDistribution.layOut(folder);
    }

    @Test
    void commandsStartFromTheirCache() throws IOException, InterruptedException {
        Exit ended = run(CACHE_OR_NOTHING, "--version");
        assertThat(ended.said()).startsWith("tocsin ");
        assertThat(ended.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "router", "notifier"})
    void servicesStartFromTheirCache(String service) throws IOException, InterruptedException {
        Exit ended = run(CACHE_OR_NOTHING, service);
        assertThat(ended.said()).startsWith("KAFKA_BOOTSTRAP_SERVERS").doesNotContain("warning");
        assertThat(ended.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-Xmx100m -Xms50m -Xmn20m"})
    void usersHaveTheLastWord(String options) throws IOException, InterruptedException {
        Exit ended = run(options + " -XX:+PrintCommandLineFlags", "router");
        String last = options.replaceFirst(".* ", "").replace("-Xmn20m", "-XX:MaxNewSize=20971520");
        assertThat(ended.said()).contains(last).contains("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aShareOfTheMemoryCountsInPlaceOfAFixedHeap() throws IOException, InterruptedException {
        Exit ended = run("-XX:MaxRAMPercentage=20 -XX:+PrintCommandLineFlags", "router");
        assertThat(ended.said())
                .contains("-XX:MaxRAMPercentage=20", "-XX:+UseSerialGC", "KAFKA_BOOTSTRAP_SERVERS")
                .doesNotContain("-XX:MaxHeapSize=402653184", "-XX:MaxNewSize");
        assertThat(ended.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
    void takesACollectorFromTheEnvironment(String variable) throws IOException, InterruptedException {
        Exit ended = run(Map.of(variable, "-XX:+UseParallelGC -XX:+PrintCommandLineFlags"), "router");
        assertThat(ended.said()).contains("-XX:+UseParallelGC", "KAFKA_BOOTSTRAP_SERVERS");
        assertThat(ended.code()).isEqualTo(2);
    }

    private Exit run(String options, String word) throws IOException, InterruptedException {
        return run(Map.of("TOCSIN_JAVA_OPTS", options), word);
    }

    private Exit run(Map<String, String> environment, String word) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("tocsin").toString(), word)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("TOCSIN_") || key.startsWith("KAFKA_"));
        builder.environment().put("TOCSIN_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Exit(process.waitFor(), said);
    }
}
