package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Tocsin as separate processes on one machine: a broker and some of each service; Rocket.Chat is in this JVM. */
public final class Installation implements AutoCloseable {
    /** Short lingers, so that a run does not spend its time waiting. */
    private static final String POLICY = """
            severities:
              critical: {linger: 0s, repeat_interval: 30m}
              warning: {linger: 1s, repeat_interval: 1h}
              info: {linger: 2s, repeat_interval: 3h}
            """;

    private static final Duration SOON = Duration.ofMinutes(2);

    private final RocketChatSimulator chat;
    private final Path folder;
    private final int brokerPort = Network.freePort();
    private final Optional<String> givenBroker;
    private Optional<EmbeddedKafka> brokerHere = Optional.empty();
    private final List<TocsinProcess> processes = new ArrayList<>();
    private final List<String> ingestUrls = new ArrayList<>();
    private final Map<String, String> common = new HashMap<>();
    /** By their further settings. */
    private final Map<Map<String, String>, Commands> commands = new HashMap<>();

    /** With a broker of its own, once {@link #broker} or {@link #up} starts it. */
    public Installation(Path folder) {
        this(folder, Optional.empty(), Way.WEBHOOKS, anyChat(), POLICY);
    }

    /** With a broker that somebody else runs. */
    public Installation(Path folder, String bootstrapServers) {
        this(folder, Optional.of(bootstrapServers), Way.WEBHOOKS, anyChat(), POLICY);
    }

    /** With a broker of its own, telling this Rocket.Chat in this way. */
    Installation(Path folder, Way way, SimulatorConfig chat) {
        this(folder, Optional.empty(), way, chat, POLICY);
    }

    /** The same with routes and receivers of its own. */
    Installation(Path folder, Way way, SimulatorConfig chat, String routes) {
        this(folder, Optional.empty(), way, chat, POLICY + routes);
    }

    /** With severities of its own too. */
    Installation(Path folder, Optional<String> givenBroker, Way way, SimulatorConfig chatConfig, String policy) {
        this.chat = new RocketChatSimulator(chatConfig).start();
        this.folder = folder;
        this.givenBroker = givenBroker;
        try {
            Files.writeString(folder.resolve("tocsin.yml"), policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        common.put("TOCSIN_CONFIG", folder.resolve("tocsin.yml").toString());
        common.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        common.putAll(way.settings(chat));
    }

    /** The newest Rocket.Chat, with an account that is not limited. */
    static SimulatorConfig anyChat() {
        return SimulatorConfig.defaults(Clock.systemUTC());
    }

    /** Where the alerts arrive. */
    public RocketChatSimulator chat() {
        return chat;
    }

    /** Where Kafka is, or will be. */
    public String bootstrapServers() {
        return givenBroker.orElse("127.0.0.1:" + brokerPort);
    }

    /** Where to post; any of them. */
    public List<String> ingestUrls() {
        return List.copyOf(ingestUrls);
    }

    /** Starts the broker. */
    public TocsinProcess broker() {
        return add(TocsinProcess.start(
                "kafka",
                List.of("kafka", "--data", folder.resolve("data").toString()),
                Map.of("TOCSIN_BROKER_PORT", Integer.toString(brokerPort)),
                "tcp://127.0.0.1:" + brokerPort));
    }

    /** Starts the broker in this JVM, for a test that does not kill it: it is up sooner than a process. */
    public void brokerHere() {
        brokerHere = Optional.of(EmbeddedKafka.start(
                EmbeddedKafkaConfig.inFolder(folder.resolve("data")).withPort(brokerPort)));
    }

    TocsinProcess ingest(int number) {
        return ingest(number, Map.of());
    }

    /** Starts an ingest with further settings. */
    public TocsinProcess ingest(int number, Map<String, String> more) {
        int port = Network.freePort();
        ingestUrls.add("http://127.0.0.1:" + port + "/webhook");
        return service("ingest", number, port, more);
    }

    /** Runs a command that ends soon, with further settings. */
    public Ended run(Map<String, String> more, String... arguments) {
        return run(SOON, more, arguments);
    }

    /** The same of one that may take so long. */
    Ended run(Duration atMost, Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(common);
        environment.putAll(more);
        return commands.computeIfAbsent(more, any -> new Commands("commands", environment))
                .run(atMost, arguments);
    }

    /** Starts a command in a process of its own, which can be killed; the name is that of its log. */
    public TocsinProcess command(String name, Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(common);
        environment.putAll(more);
        return add(TocsinProcess.start(name, List.of(arguments), environment, "tcp://" + bootstrapServers()));
    }

    /** Starts a router. */
    public TocsinProcess router(int number) {
        String stateDir = folder.resolve("router-" + number).toString();
        return service("router", number, Network.freePort(), Map.of("TOCSIN_ROUTER_STATE_DIR", stateDir));
    }

    /** Starts a notifier. */
    public TocsinProcess notifier(int number) {
        return service("notifier", number, Network.freePort(), Map.of());
    }

    private TocsinProcess service(String service, int number, int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(common);
        environment.put("TOCSIN_" + service.toUpperCase(java.util.Locale.ROOT) + "_PORT", Integer.toString(port));
        environment.putAll(more);
        String ready = "http://127.0.0.1:" + port + "/-/ready";
        return add(TocsinProcess.start(service + "-" + number, List.of(service), environment, ready));
    }

    /** Everything in one process but Rocket.Chat, and but the broker when one was given. */
    public TocsinProcess up() {
        return up(Map.of());
    }

    /** The same with further settings. */
    public TocsinProcess up(Map<String, String> more) {
        int port = Network.freePort();
        Map<String, String> environment = new HashMap<>(common);
        environment.putAll(more);
        if (givenBroker.isEmpty()) {
            environment.remove("KAFKA_BOOTSTRAP_SERVERS");
        }
        environment.put("TOCSIN_BROKER_PORT", Integer.toString(brokerPort));
        environment.put("TOCSIN_INGEST_PORT", Integer.toString(port));
        environment.put("TOCSIN_ROUTER_PORT", "0");
        int notifier = Network.freePort();
        environment.put("TOCSIN_NOTIFIER_PORT", Integer.toString(notifier));
        ingestUrls.add("http://127.0.0.1:" + port + "/webhook");
        return add(TocsinProcess.start(
                "up",
                List.of("up", "--data", folder.resolve("data").toString()),
                environment,
                "http://127.0.0.1:" + notifier + "/-/ready"));
    }

    private TocsinProcess add(TocsinProcess process) {
        processes.add(process);
        return process;
    }

    /** Waits until Rocket.Chat was told all that this load got accepted. */
    void awaitAllTold(Load load) {
        awaitAllTold(load, chat::messages);
    }

    /** Waits until these messages tell all that this load got accepted. */
    static void awaitAllTold(Load load, Supplier<List<ChatMessage>> messages) {
        Map<String, Load.Accepted> accepted = load.accepted();
        Awaitility.await("every accepted alert is told")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(Told.of(messages.get()).missing(accepted))
                        .as("accepted and not told, seed %d", Proof.SEED)
                        .isEmpty());
    }

    /** All processes, the broker among them. */
    List<TocsinProcess> processes() {
        return List.copyOf(processes);
    }

    @Override
    public void close() {
        // Services first: without the broker they would wait for it.
        List<Thread> closers = processes.stream()
                .filter(process -> !process.name().equals("kafka"))
                .map(process -> Thread.ofVirtual().start(process::close))
                .toList();
        closers.forEach(Installation::join);
        processes.forEach(TocsinProcess::close);
        commands.values().forEach(Commands::close);
        brokerHere.ifPresent(EmbeddedKafka::close);
        chat.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
