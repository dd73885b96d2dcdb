package dev.tocsin.standalone.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A process of the built distribution, as a user would start it; killed as nobody would wish. */
public final class TocsinProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final Path DISTRIBUTION = Path.of("target", "tocsin").toAbsolutePath();
    private static final Path LOGS = Path.of("target", "e2e-logs");
    private static final List<String> SERVICES = List.of("ingest", "router", "notifier");

    /** A second as a rule; a machine may stand still for many. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final int LAST_LINES = 20;

    private final String name;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final URI readiness;
    /** The log of this name may hold other runs. */
    private final int loggedBefore;

    private Process process;

    private TocsinProcess(String name, List<String> arguments, Map<String, String> environment, URI readiness) {
        this.name = name;
        this.arguments = arguments;
        this.environment = environment;
        this.readiness = readiness;
        this.loggedBefore = logged().length();
        this.process = launch();
    }

    static TocsinProcess start(String name, List<String> arguments, Map<String, String> environment, String ready) {
        return new TocsinProcess(name, arguments, environment, URI.create(ready));
    }

    /**
     * A JVM with the distribution, and then these, on its class path.
     *
     * @param cache the AOT cache: a service's name, or tocsin
     */
    static List<String> jvm(String cache, List<Path> further) {
        String classPath = Stream.concat(Stream.of(DISTRIBUTION.resolve("lib").resolve("tocsin.jar")), further.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + DISTRIBUTION.resolve("jvm/common.options"),
                // Seven of these share two cores: what counts here is how soon they are up.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:AOTCache=" + DISTRIBUTION.resolve("aot").resolve(cache + ".aot"),
                // It must not be of other jars: then all would take twice as long, and nobody would know.
                "-XX:AOTMode=on",
                "-cp",
                classPath));
    }

    private Process launch() {
        String cache = SERVICES.contains(arguments.getFirst()) ? arguments.getFirst() : "tocsin";
        List<String> command = jvm(cache, List.of());
        command.add("dev.tocsin.standalone.Tocsin");
        command.addAll(arguments);
        try {
            Files.createDirectories(LOGS);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    // Nobody sits there who could answer a question.
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            LOGS.resolve(name + ".log").toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("TOCSIN_") || key.startsWith("ROCKETCHAT_"));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address that says whether it is ready. */
    public String address() {
        return readiness.toString();
    }

    /** What it has printed and logged since it was first started. */
    public String output() {
        return logged().substring(loggedBefore);
    }

    private String logged() {
        try {
            Path log = LOGS.resolve(name + ".log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it ends by itself; its exit code. */
    public int awaitEnd() {
        return awaitEnd(Duration.ofMinutes(2));
    }

    /** The same of one that may take so long. */
    int awaitEnd(Duration atMost) {
        Awaitility.await(name + " ends").atMost(atMost).until(() -> !process.isAlive());
        return process.exitValue();
    }

    String name() {
        return name;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill9() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again as it was. */
    public void startAgain() {
        kill9();
        process = launch();
    }

    /** Waits until its service says that it can do its work. */
    public TocsinProcess awaitReady() {
        Awaitility.await(name + " is ready")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .failFast(this::requireAlive)
                .until(this::ready);
        return this;
    }

    /** The logs themselves are gone when it is CI that tells of it. */
    private void requireAlive() {
        if (!process.isAlive()) {
            List<String> lines = output().lines().toList();
            throw new AssertionError(name + " has ended with " + process.exitValue() + ": "
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
    }

    boolean ready() {
        if (readiness.getScheme().equals("tcp")) {
            return Network.listens(readiness.getPort());
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGTERM, and SIGKILL for what does not end in time. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill9();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
