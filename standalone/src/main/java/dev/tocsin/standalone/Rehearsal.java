package dev.tocsin.standalone;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once, in one process, what services and commands do in a day, while the JVM records which classes and methods
 * that takes: the AOT cache (JEP 483, 514, 515) lets them start in half the time. The build runs it.
 */
final class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration ENDS = Duration.ofMinutes(8);
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final String LOG = "log";
    private static final int LINES = 40;
    private static final int BODIES = 200;
    private static final int ALERTS = 25;

    private static final String INGEST = "TOCSIN_INGEST_PORT";
    private static final String ROUTER = "TOCSIN_ROUTER_PORT";
    private static final String NOTIFIER = "TOCSIN_NOTIFIER_PORT";
    private static final String BROKER = "TOCSIN_BROKER_PORT";
    private static final String SIMULATOR = "TOCSIN_SIMULATOR_PORT";
    private static final List<String> SERVICES = List.of(INGEST, ROUTER, NOTIFIER);

    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private final HttpClient client = HttpClient.newHttpClient();

    private Rehearsal() {}

    /**
     * With the name of the cache: makes it, and ends with 1 when that failed. The process that is recorded is one of its
     * own, which knows nothing of this one's surroundings: no cluster, no Rocket.Chat.
     *
     * @param arguments the cache, then options for the JVM; nothing in the process that is recorded
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.exit(new Rehearsal().rehearse() ? 0 : 1);
        }
        Path cache = Path.of(arguments[0]).toAbsolutePath();
        Files.deleteIfExists(cache);
        Path folder = Files.createTempDirectory("tocsin-rehearsal");
        boolean made = record(cache, List.of(arguments).subList(1, arguments.length), folder);
        if (!made) {
            List<String> lines = Files.readAllLines(folder.resolve(LOG));
            lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                    .forEach(line -> log.atError().log(line));
            log.atError().log("no AOT cache was made: above are the last lines of the rehearsal's log");
        }
        delete(folder);
        System.exit(made ? 0 : 1);
    }

    private static boolean record(Path cache, List<String> options, Path folder)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-XX:AOTCacheOutput=" + cache);
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(Rehearsal.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        builder.environment().clear();
        builder.environment().putAll(ports());
        Process process = builder.start();
        if (!process.waitFor(ENDS)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        return process.exitValue() == 0 && Files.exists(cache);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** All of them are held until all are found, so they differ. */
    private static Map<String, String> ports() throws IOException {
        Map<String, String> ports = new HashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : List.of(BROKER, SIMULATOR, INGEST, ROUTER, NOTIFIER)) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(name, "" + socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    private boolean rehearse() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(() -> Tocsin.commandLine().execute("up", "--data", "data"));
        for (String service : SERVICES) {
            if (!awaitReady(at(service, "/-/ready"))) {
                return false;
            }
        }
        for (int i = 0; i < BODIES; i++) {
            post(body(i, i % 2 == 0 ? "firing" : "resolved"));
        }
        // Now the commands know of a cluster: they read it themselves.
        Files.writeString(Path.of("tocsin.env"), """
                KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:%s
                ROCKETCHAT_WEBHOOK_CRITICAL=http://127.0.0.1:%s/hooks/no/one
                """.formatted(System.getenv(BROKER), System.getenv(SIMULATOR)));
        boolean done = Stream.of("parked list", "replay --all --from 1h --dry-run")
                .allMatch(words -> Tocsin.commandLine().execute(words.split(" ")) == 0);
        for (String service : SERVICES) {
            send(HttpRequest.newBuilder(at(service, "/metrics")));
        }
        return done;
    }

    private boolean awaitReady(URI readiness) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < READY.toNanos()) {
            try {
                if (send(HttpRequest.newBuilder(readiness)) == OK) {
                    return true;
                }
            } catch (IOException _) {
                // It does not listen yet.
            }
            Thread.sleep(LOOK_AGAIN);
        }
        log.atError().addArgument(readiness).log("{} was not ready in time");
        return false;
    }

    private void post(String body) throws IOException, InterruptedException {
        int status = send(HttpRequest.newBuilder(at(INGEST, "/webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (status != OK) {
            throw new IOException("ingest answered " + status);
        }
    }

    /** Of every two bodies the second ends the alerts of the first. */
    private static String body(int number, String status) {
        String alerts = IntStream.range(0, ALERTS)
                .mapToObj(i -> """
                        {"status": "%s", "startsAt": "%s", "endsAt": "0001-01-01T00:00:00Z",
                         "labels": {"alertname": "Rehearsal%d", "severity": "%s", "instance": "host-%d:9100"},
                         "annotations": {"summary": "The disk of host-%d is full", "runbook_url": "https://wiki/disk"},
                         "generatorURL": "http://prometheus:9090/graph?g0.expr=up"}
                        """.formatted(
                                status, Instant.EPOCH, number / 20, SEVERITIES.get(i % 3), number / 2 * ALERTS + i, i))
                .collect(Collectors.joining(","));
        return """
                {"version": "4", "groupKey": "{}:{}", "status": "%s", "receiver": "tocsin", "groupLabels": {},
                 "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://alertmanager:9093",
                 "truncatedAlerts": 0, "alerts": [%s]}
                """.formatted(status, alerts);
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static URI at(String service, String path) {
        return URI.create("http://127.0.0.1:" + System.getenv(service) + path);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
