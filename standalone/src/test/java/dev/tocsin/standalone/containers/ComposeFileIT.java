package dev.tocsin.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.simulator.Hook;
import dev.tocsin.standalone.e2e.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What compose makes of the file at the root; needs its command, but no engine. */
@Tag("containers")
class ComposeFileIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** How a command ended, and what it said. */
    @BeforeEach
    void needsCompose() throws Exception {
        assumeThat(compose(Map.of(), "version").code())
                .as("docker compose version")
                .isZero();
    }

    @Test
    void isValid() throws Exception {
        assertThat(compose(Map.of(), "config", "--quiet")).isEqualTo(new Ended(0, ""));
    }

    @Test
    void tellsTheSimulatorWhenNoWebhookIsGiven() throws Exception {
        String config = compose(Map.of(), "config").output();
        for (String severity : List.of("critical", "warning", "info")) {
            assertThat(config)
                    .contains("http://rocketchat:8099"
                            + Hook.into("#alerts-" + severity).path());
        }
    }

    @Test
    void tellsNobodyButTheWebhookThatIsGiven() throws Exception {
        Ended config = compose(Map.of("ROCKETCHAT_WEBHOOK_WARNING", "https://chat.example/hooks/a/b"), "config");
        assertThat(config.output())
                .contains("ROCKETCHAT_WEBHOOK_CRITICAL: https://chat.example/hooks/a/b")
                .contains("ROCKETCHAT_WEBHOOK_WARNING: https://chat.example/hooks/a/b")
                .contains("ROCKETCHAT_WEBHOOK_INFO: https://chat.example/hooks/a/b");
    }

    @Test
    void publishesOnThisMachineOnly() throws Exception {
        String config = compose(Map.of(), "config").output();
        assertThat(config.lines().filter(line -> line.contains("host_ip:")).map(String::strip))
                .hasSize(2)
                .containsOnly("host_ip: 127.0.0.1");
    }

    private static Ended compose(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        // Not the .env of whoever runs this.
        command.addAll(List.of("--project-directory", ROOT.toString(), "--env-file", ".env.example"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ROCKETCHAT_") || name.startsWith("PUBLISH_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            return new Ended(127, String.valueOf(e.getMessage()));
        }
    }
}
