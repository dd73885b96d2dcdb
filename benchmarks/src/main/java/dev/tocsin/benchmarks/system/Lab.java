package dev.tocsin.benchmarks.system;

import dev.tocsin.kit.http.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where it is measured, and how what is measured is started there.
 *
 * @param launcher the script {@code tocsin}, which starts what users start
 * @param peers the folder with what the peers need
 * @param folder for data and logs
 * @param alertmanager the program, if there is one
 * @param runs of everything; medians are taken over them
 * @param share of the full times and amounts: 1 for all of it
 */
record Lab(Path launcher, Path peers, Path folder, Optional<Path> alertmanager, int runs, double share) {
    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger("bench");

    private static final List<String> ALERTMANAGERS = List.of("alertmanager", "prometheus-alertmanager");

    /** In the folder of the sources, with the peers that this machine has. */
    static Lab in(Path root, int runs, double share) throws IOException {
        Path benchmarks = root.resolve("benchmarks");
        Path folder = Files.createDirectories(benchmarks.resolve("target").resolve("lab"));
        return new Lab(root.resolve("tocsin"), benchmarks.resolve("peers"), folder, onPath(ALERTMANAGERS), runs, share);
    }

    private static Optional<Path> onPath(List<String> names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A cluster with nothing in it yet. */
    Cluster cluster(String name) throws InterruptedException {
        return new Cluster(this, fresh(name));
    }

    /** Tocsin's command with these words. */
    LabProcess tocsin(Path in, String command, Map<String, String> environment, URI readiness) {
        return new LabProcess(in, command, List.of(launcher.toString(), command), environment, readiness);
    }

    /** What is done with a peer. */
    @FunctionalInterface
    interface Use {
        void with(LabProcess peer) throws InterruptedException;
    }

    /**
     * Starts an Alertmanager, where this machine has one, and ends it after its use. It looks at its groups again so
     * rarely that this costs it next to nothing, and so soon that an alert which came too late for the first message of
     * its group ends no run.
     *
     * @param groupBy its groups
     * @param groupWait how long it gathers alerts of a group before it tells them
     * @param webhook where it tells them; nowhere if empty
     */
    void withAlertmanager(String name, String groupBy, String groupWait, String webhook, Use use)
            throws InterruptedException {
        if (alertmanager.isEmpty()) {
            say("no " + ALERTMANAGERS + " on the PATH: measured without");
            return;
        }
        Path in = fresh(name);
        int port = freePort();
        write(in.resolve("alertmanager.yml"), """
                route:
                  receiver: sink
                  group_by: [%s]
                  group_wait: %s
                  group_interval: 30s
                  repeat_interval: 4h
                receivers:
                  - name: sink
                    %s
                """.formatted(
                        groupBy, groupWait, webhook.isEmpty() ? "" : "webhook_configs: [{url: '" + webhook + "'}]"));
        LabProcess started = new LabProcess(
                in,
                name,
                List.of(
                        alertmanager.get().toString(),
                        "--config.file=alertmanager.yml",
                        "--storage.path=data",
                        "--cluster.listen-address=",
                        "--log.level=error",
                        "--web.listen-address=" + HOST + ":" + port),
                Map.of(),
                URI.create("http://" + HOST + ":" + port + "/-/ready"));
        use(started, use);
    }

    private static void use(LabProcess started, Use use) throws InterruptedException {
        try (started) {
            started.awaitReady();
            use.with(started);
        }
    }

    /** The handler that only reads the body. */
    LabProcess bodyOnly() throws InterruptedException {
        int port = freePort();
        LabProcess started = new LabProcess(
                fresh("body-only"),
                "body-only",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        BodyOnly.class.getName(),
                        "" + port),
                Map.of(),
                URI.create("http://" + HOST + ":" + port + "/-/ready"));
        started.awaitReady();
        return started;
    }

    /** What one would write in an hour, where it is installed: a webhook in Node.js that hands each body to Kafka. */
    void withNode(String bootstrap, Use use) throws InterruptedException {
        Path modules = peers.resolve("node_modules");
        if (!Files.isDirectory(modules)) {
            say("no " + modules + " (npm install in " + peers + "): measured without");
            return;
        }
        int port = freePort();
        LabProcess started = new LabProcess(
                fresh("node"),
                "node",
                List.of("node", peers.resolve("webhook-to-kafka.js").toString(), "" + port, bootstrap),
                Map.of(),
                URI.create("http://" + HOST + ":" + port + "/-/ready"));
        use(started, use);
    }

    /** So much of this time. */
    Duration part(Duration full) {
        return Duration.ofNanos((long) (full.toNanos() * share));
    }

    /** So much of this number. */
    long part(long full) {
        return Math.max(1, (long) (full * share));
    }

    /** Waits until it is at least as large as wanted; ends when it stands still for three minutes. */
    static void await(String what, double wanted, DoubleSupplier present) throws InterruptedException {
        Standstill stuck = new Standstill(what, System::nanoTime);
        for (double now = present.getAsDouble(); now < wanted; now = present.getAsDouble()) {
            stuck.look(now, wanted);
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /** The median, or not a number of none. */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted = values.stream().mapToDouble(each -> each).sorted().toArray();
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    static int freePort() {
        try {
            return FreePorts.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says how far it is. */
    static void say(String line) {
        LOG.info(line);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path fresh(String name) {
        Path made = folder.resolve(name);
        try {
            if (Files.exists(made)) {
                try (Stream<Path> files = Files.walk(made)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
