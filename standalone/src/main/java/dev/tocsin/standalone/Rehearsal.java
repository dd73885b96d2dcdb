package dev.tocsin.standalone;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.kit.http.FreePorts;
import dev.tocsin.kit.logging.LogFormat;
import dev.tocsin.kit.logging.Logging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Does once what services and commands do in a day, while the JVM records which classes and methods that takes: the AOT
 * caches (JEP 483, 514, 515) let them start in half the time. The build runs it. Each service has a cache of its own: a
 * JVM maps, links and keeps in memory all that is in its cache, used or not.
 */
final class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    /** Longer than the traffic waits for anything, so that what is wrong says so itself. */
    private static final Duration ENDS = Duration.ofMinutes(15);

    private static final Duration DUMPS = Duration.ofSeconds(20);
    private static final Duration STOPS = Duration.ofSeconds(30);
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int LINES = 40;
    /** The end of a process, and the one that SIGTERM asks for. */
    private static final Set<Integer> GOOD = Set.of(0, 143);

    /** Everything in one process, and commands: the cache of all that is no service alone. */
    private static final String ALL = "tocsin";

    private static final List<String> SERVICES = List.of("ingest", "router", "notifier");
    /**
     * Profiles let a command be compiled well at once. A service runs for weeks: in its first second compiling is what it
     * has least time for, and the profiles stay in memory.
     */
    private static final List<String> NO_PROFILES = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private static final String BROKER = "TOCSIN_BROKER_PORT";
    private static final String SIMULATOR = "TOCSIN_SIMULATOR_PORT";

    private final Path distribution;
    private final Path folder;
    private final Map<String, String> ports;

    private Rehearsal(Path distribution, Path folder, Map<String, String> ports) {
        this.distribution = distribution;
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * With the folder of the distribution: makes its caches, and ends with 1 when that failed. The processes that are
     * recorded know nothing of this one's surroundings: no cluster, no Rocket.Chat.
     *
     * @param arguments the folder; nothing in the process that is recorded with everything in it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.exit(recorded());
        }
        Logging.configure(LogFormat.TEXT, Level.ERROR);
        Path folder = Files.createTempDirectory("tocsin-rehearsal");
        boolean made = new Rehearsal(Path.of(arguments[0]).toAbsolutePath(), folder, freePorts()).made();
        delete(folder);
        System.exit(made ? 0 : 1);
    }

    private boolean made() throws IOException, InterruptedException {
        Files.createDirectories(distribution.resolve("aot"));
        try {
            Process all = record(ALL, List.of(), ports, Rehearsal.class.getName());
            end(ALL, all);
            // On the data of the first: restarts are what has to be quick.
            services();
            return true;
        } catch (IOException e) {
            log.atError().setCause(e).log("not all AOT caches were made");
            return false;
        }
    }

    private void services() throws IOException, InterruptedException {
        Path data = folder.resolve(ALL).resolve("data");
        EmbeddedKafkaConfig broker = EmbeddedKafkaConfig.inFolder(data.resolve("kafka"))
                .withPort(Integer.parseInt(ports.getOrDefault(BROKER, "")))
                .withDurability(Durability.PAGE_CACHE);
        Simulator chat = new Simulator("127.0.0.1", Integer.parseInt(ports.getOrDefault(SIMULATOR, "")));
        Map<String, Process> running = new HashMap<>();
        try (EmbeddedKafka _ = EmbeddedKafka.start(broker, log::error)) {
            chat.start();
            Map<String, String> environment = new HashMap<>(ports);
            environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.host() + ":" + broker.port());
            environment.put("TOCSIN_ROUTER_STATE_DIR", data.resolve("router").toString());
            chat.hooks()
                    .forEach((severity, hook) ->
                            environment.put("ROCKETCHAT_WEBHOOK_" + severity.toUpperCase(Locale.ROOT), hook.reveal()));
            for (String service : SERVICES) {
                running.put(service, record(service, NO_PROFILES, environment, Tocsin.class.getName(), service));
            }
            RehearsedTraffic traffic = new RehearsedTraffic(ports);
            traffic.awaitReady();
            traffic.post();
            traffic.awaitTold();
            // One after another: each writes its cache when it ends, and that takes a process of its own.
            for (Map.Entry<String, Process> service : running.entrySet()) {
                service.getValue().destroy();
                end(service.getKey(), service.getValue());
            }
        } finally {
            running.values().forEach(Process::destroyForcibly);
            chat.close();
        }
    }

    /** Starts what the JVM records until it ends. */
    private Process record(String name, List<String> options, Map<String, String> environment, String... words)
            throws IOException {
        Files.deleteIfExists(cache(name));
        Files.createDirectories(folder.resolve(name));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + distribution.resolve("jvm/common.options"));
        command.add("@" + distribution.resolve("jvm").resolve(name + ".options"));
        command.addAll(options);
        command.add("-XX:AOTCacheOutput=" + cache(name));
        command.add("-cp");
        command.add(distribution.resolve("lib/tocsin.jar").toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve(name).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A cache is also left behind by a process that broke off, with little in it. */
    private void end(String name, Process process) throws IOException, InterruptedException {
        boolean ended = process.waitFor(ENDS);
        if (!ended) {
            try {
                printThreads(process);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        if (!GOOD.contains(process.exitValue()) || !Files.exists(cache(name))) {
            Files.deleteIfExists(cache(name));
            List<String> lines = Files.readAllLines(log(name));
            lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                    .forEach(line -> log.atError().log(line));
            String reason = ended ? "ended with " + process.exitValue() : "did not end in " + ENDS;
            throw new IOException(
                    "no cache of " + name + ", which " + reason + ": above are the last lines of its log");
        }
    }

    /** The image's caches are made by a JRE, which has no jcmd: there its log has to do. */
    private static void printThreads(Process process) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return;
        }
        Process printing = new ProcessBuilder(jcmd.toString(), "" + process.pid(), "Thread.print")
                .inheritIO()
                .start();
        if (!printing.waitFor(DUMPS)) {
            printing.destroyForcibly();
        }
    }

    private Path cache(String name) {
        return distribution.resolve("aot").resolve(name + ".aot");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static Map<String, String> freePorts() throws IOException {
        Map<String, String> ports = new HashMap<>();
        for (String name : List.of(
                BROKER, SIMULATOR, RehearsedTraffic.INGEST, RehearsedTraffic.ROUTER, RehearsedTraffic.NOTIFIER)) {
            ports.put(name, "" + FreePorts.next());
        }
        return ports;
    }

    /** In the process that is recorded. Services go on when the thread that watches them fails: its end is the process's. */
    private static int recorded() throws InterruptedException {
        try {
            return everything() ? 0 : 1;
        } catch (IOException | RuntimeException e) {
            log.atError().setCause(e).log("the rehearsal broke off");
            return 1;
        }
    }

    /** All services, and then commands. */
    private static boolean everything() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(() -> Tocsin.commandLine().execute("up", "--data", "data"));
        RehearsedTraffic traffic = new RehearsedTraffic(System.getenv());
        traffic.awaitReady();
        traffic.post();
        // Now the commands know of a cluster: they read it themselves.
        Files.writeString(Path.of("tocsin.env"), """
                KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:%s
                ROCKETCHAT_WEBHOOK_CRITICAL=http://127.0.0.1:%s/hooks/no/one
                """.formatted(System.getenv(BROKER), System.getenv(SIMULATOR)));
        boolean done = Stream.of("parked list", "replay --all --from 1h --dry-run")
                .allMatch(words -> Tocsin.commandLine().execute(words.split(" ")) == 0);
        traffic.awaitTold();
        return done;
    }

    /** A broker that is still stopping writes on for a moment. What can't be deleted in time stays, and that is said. */
    private static void delete(Path folder) throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (IOException | UncheckedIOException e) {
                if (System.nanoTime() - begun > STOPS.toNanos()) {
                    log.atError().setCause(e).log("what the rehearsal wrote is still in " + folder);
                    return;
                }
            }
            Thread.sleep(TRY_AGAIN);
        }
    }
}
