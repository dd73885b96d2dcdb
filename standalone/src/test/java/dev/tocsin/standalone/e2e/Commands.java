package dev.tocsin.standalone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tocsin.standalone.CommandHost;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands of the built distribution with one environment, which run one after another in one process. One that is to be
 * killed, or to run beside others, is a {@link TocsinProcess}.
 */
final class Commands implements AutoCloseable {
    private static final Path LOGS = Path.of("target", "e2e-logs");

    private final Path log;
    private final Process process;
    private final BufferedWriter words;
    private final BufferedReader output;

    /** Their output is also added to the log of this name. */
    Commands(String name, Map<String, String> environment) {
        this.log = LOGS.resolve(name + ".log");
        List<String> command = TocsinProcess.jvm(
                "tocsin", List.of(Path.of("target", "test-classes").toAbsolutePath()));
        command.add(CommandHost.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("TOCSIN_") || key.startsWith("ROCKETCHAT_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(LOGS);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words = process.outputWriter(UTF_8);
        output = process.inputReader(UTF_8);
    }

    /** Runs one that ends within this time. */
    Ended run(Duration atMost, String... arguments) {
        StringBuilder printed = new StringBuilder();
        try {
            int code = assertTimeoutPreemptively(
                    atMost, () -> run(List.of(arguments), printed), () -> String.join(" ", arguments) + " ends");
            return new Ended(code, printed.toString());
        } finally {
            write("$ tocsin " + String.join(" ", arguments) + "\n" + printed);
        }
    }

    private int run(List<String> arguments, StringBuilder printed) throws IOException {
        words.write(JsonMapper.shared().writeValueAsString(arguments));
        words.newLine();
        words.flush();
        while (true) {
            String line = Objects.requireNonNullElse(output.readLine(), "");
            assertThat(process.isAlive())
                    .as("the process that ran %s", arguments)
                    .isTrue();
            if (line.startsWith(CommandHost.ENDED)) {
                return Integer.parseInt(line.substring(CommandHost.ENDED.length()));
            }
            printed.append(line).append('\n');
        }
    }

    private void write(String text) {
        try {
            Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
