package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that the build records: all services, and what asks them. */
class RehearsalIT {
    private static final List<String> PORTS = List.of(
            "TOCSIN_BROKER_PORT",
            "TOCSIN_SIMULATOR_PORT",
            "TOCSIN_INGEST_PORT",
            "TOCSIN_ROUTER_PORT",
            "TOCSIN_NOTIFIER_PORT");

    @TempDir
    private Path folder;

    @Test
    void endsWhenItsAlertsAreNotTaken() throws IOException, InterruptedException {
        List<String> command = TocsinProcess.jvm("tocsin", List.of());
        command.add("dev.tocsin.standalone.Rehearsal");
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("TOCSIN_") || key.startsWith("KAFKA_"));
        PORTS.forEach(name -> environment.put(name, "" + Network.freePort()));
        environment.put("TOCSIN_INGEST_HOST", "127.0.0.1");
        environment.put("TOCSIN_INGEST_TOKEN", "which nobody shows");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(log)).contains("ingest answered 401");
        } finally {
            process.destroyForcibly();
        }
    }
}
