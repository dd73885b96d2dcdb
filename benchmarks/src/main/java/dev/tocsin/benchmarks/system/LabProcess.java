package dev.tocsin.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that was started to be measured; ended with this object. */
final class LabProcess implements AutoCloseable {
    /** The scheme of an address that is ready as soon as somebody listens there. */
    static final String LISTENING = "tcp";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    /** A machine that stands still for a while is to show in the figures, not to end the measuring. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private static final int OK = 200;

    private final Path log;
    private final Process process;
    private final URI readiness;
    private final long startedAt = System.nanoTime();

    /** Starts it, with nothing of our environment that speaks to Tocsin or the JVM but what is given. */
    LabProcess(Path folder, String name, List<String> command, Map<String, String> environment, URI readiness) {
        this.readiness = readiness;
        this.log = folder.resolve(name + ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .keySet()
                    .removeIf(key -> (key.startsWith("TOCSIN_") && !key.equals("TOCSIN_JAVA_HOME"))
                            || key.startsWith("KAFKA_")
                            || key.startsWith("ROCKETCHAT_")
                            || key.startsWith("JAVA_TOOL")
                            || key.startsWith("JDK_JAVA"));
            builder.environment().putAll(environment);
            process = builder.start();
            // Whoever stops the benchmark has not asked for processes that go on.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + command.getFirst(), e);
        }
    }

    /** Waits until it says that it is ready. Returns how long that took since its start. One that never is is ended. */
    Duration awaitReady() throws InterruptedException {
        while (System.nanoTime() - startedAt < LONGEST_START.toNanos()) {
            if (isReady()) {
                return Duration.ofNanos(System.nanoTime() - startedAt);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + log + " says why");
            }
            Thread.sleep(LOOK_AGAIN);
        }
        // Nobody has it yet who could end it, and what is measured next would share the machine with it.
        close();
        throw new IllegalStateException(readiness + " is not ready after " + LONGEST_START + ": " + log + " says why");
    }

    private boolean isReady() throws InterruptedException {
        if (readiness.getScheme().equals(LISTENING)) {
            try (Socket socket = new Socket(readiness.getHost(), readiness.getPort())) {
                return socket.isConnected();
            } catch (IOException _) {
                return false;
            }
        }
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        }
    }

    /** The sum of what it counts under this name in {@code /metrics}, over all labels; 0 when there is none. */
    double metric(String name) {
        try {
            URI metrics = readiness.resolve("/metrics");
            String text = HTTP.send(
                            HttpRequest.newBuilder(metrics)
                                    .timeout(LONGEST_ANSWER)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return text.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The port it answers on. */
    int port() {
        return readiness.getPort();
    }

    /** Memory in use, in MiB, as the kernel counts it (VmRSS). */
    double residentMiB() {
        try (var lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time that processors have worked for it. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
