package dev.tocsin.notifier.app;

import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.past.KafkaPast;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.past.Past;
import dev.tocsin.history.replay.run.KafkaReplays;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.AdminServer;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.api.ApiAccess;
import dev.tocsin.notifier.api.ApiRoutes;
import dev.tocsin.notifier.api.HistoryRoutes;
import dev.tocsin.notifier.api.ParkedRoutes;
import dev.tocsin.notifier.api.Readings;
import dev.tocsin.notifier.api.ReplayDesk;
import dev.tocsin.notifier.api.ReplayRoutes;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.lane.KafkaDeliveryLog;
import dev.tocsin.notifier.lane.LaneNote;
import dev.tocsin.notifier.rocketchat.RestPreflight;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The notifier: reads what is to be told and tells it. */
public final class NotifierApp implements Component {
    /** How long the API waits for Kafka before it says that it is away. */
    private static final Duration API_PATIENCE = Duration.ofSeconds(10);

    private final NotifierConfig config;
    private final NotifierClients clients;
    /** As of now. Written under this lock, read without. */
    private volatile Policy policy;

    private final Destinations destinations;
    private final Clock clock;
    private final RandomGenerator random;
    private final ServiceMetrics metrics;
    private final AdminServer server;
    private final Readings readings = Readings.standard();
    private final ReplayDesk replays;
    private final HttpClient http = HttpCaller.client();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    /** Guarded by this. */
    private @Nullable Started started;

    /** What a start opens: a Kafka client looks for its brokers as soon as it is made. */
    private record Started(
            Admin admin,
            Producer<byte[], byte[]> producer,
            Threads threads,
            Receivers receivers,
            Preflights preflights) {}

    /**
     * Wires everything; nothing runs yet.
     *
     * @param reload reads the policy again and says how that went; it calls {@link #reload} when the policy is good
     * @throws IllegalArgumentException with a problem per line when no receiver can be told anything
     */
    public NotifierApp(
            NotifierConfig config,
            KafkaSettings kafka,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            ServiceMetrics metrics,
            Supplier<CheckResult> reload) {
        this.config = config;
        this.clients = new NotifierClients(kafka, config.topics());
        this.policy = policy;
        this.destinations = Destinations.of(policy, config.rocketChat());
        if (!destinations.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", destinations.problems()));
        }
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.replays = new ReplayDesk(inLine -> replays(kafka, inLine), clock, metrics.registry());
        this.server = new AdminServer(
                config.admin(),
                new AdminRoutes(() -> Map.of("notifier", check()), metrics.registry()).withReload(reload),
                api(kafka)::register);
    }

    private ApiRoutes api(KafkaSettings kafka) {
        Past past = new KafkaPast(
                new Cluster(kafka, config.topics(), "notifier.api", API_PATIENCE),
                LaneNote::progress,
                () -> policy,
                clock,
                Limits.ofService());
        return new ApiRoutes(
                new ApiAccess(config.admin(), config.apiToken()),
                List.of(
                        new ParkedRoutes(past, readings, clock),
                        new HistoryRoutes(past, readings, clock),
                        new ReplayRoutes(replays, readings, clock, random)));
    }

    private Replays replays(KafkaSettings kafka, int inLine) {
        return new KafkaReplays(
                new Cluster(kafka, config.topics(), "notifier.replay", API_PATIENCE),
                () -> policy,
                clock,
                KafkaReplays.Bounds.ofService(inLine));
    }

    @Override
    public String name() {
        return "notifier";
    }

    /** Starts serving the admin paths and the API, and reading as soon as Kafka answers. */
    @Override
    public synchronized void start() {
        server.start();
        Admin admin = clients.admin();
        Producer<byte[], byte[]> producer = clients.producer();
        HttpCaller caller = new HttpCaller(http);
        Preflights preflights = new Preflights(
                (connection, rooms) -> new RestPreflight(caller, connection, clock).look(rooms),
                Preflights.Pace.standard(),
                metrics.registry());
        Threads threads = new Threads(clients, config.topics(), clock, metrics.registry());
        Receivers.Parts parts = new Receivers.Parts(
                config,
                clients,
                admin,
                threads.learningFrom(new KafkaDeliveryLog(producer, config.topics(), blocking)),
                new Senders(caller, clock, threads::at),
                preflights,
                blocking,
                clock,
                random,
                metrics.registry());
        Receivers receivers = new Receivers(parts, policy, destinations);
        started = new Started(admin, producer, threads, receivers, preflights);
        receivers.start();
        preflights.start();
    }

    /** The port of the admin paths. */
    public int port() {
        return server.port();
    }

    @Override
    public synchronized CheckResult check() {
        return started == null
                ? CheckResult.failed("not started")
                : started.receivers().check();
    }

    /** Whether {@link #reload} would take this policy, and why not. */
    public CheckResult accepts(Policy next) {
        Destinations found = Destinations.of(next, config.rocketChat());
        return found.problems().isEmpty() ? CheckResult.ok() : CheckResult.failed(String.join("; ", found.problems()));
    }

    /** Takes another policy: receivers come, go and change their address. A bad one changes nothing and says why. */
    public synchronized CheckResult reload(Policy next) {
        if (started == null) {
            return CheckResult.failed("not started");
        }
        CheckResult result = started.receivers().reload(next);
        if (result instanceof CheckResult.Ok) {
            policy = next;
        }
        return result;
    }

    /** Finishes what is under way for two seconds at most, hands over and leaves. */
    @Override
    public synchronized void close() {
        // It ends while the lanes do.
        replays.stop();
        // First: a request that still reads would keep the server.
        readings.close();
        server.close();
        if (started != null) {
            started.preflights().close();
            started.receivers().close();
            started.threads().close();
        }
        replays.close();
        blocking.shutdownNow();
        if (started != null) {
            started.producer().close(Duration.ofSeconds(2));
            started.admin().close(Duration.ofSeconds(1));
            started = null;
        }
        http.shutdownNow();
        metrics.close();
    }
}
