package dev.tocsin.router.app;

import dev.tocsin.kit.backoff.Backoff;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.app.Backlog.Position;
import dev.tocsin.router.topology.RouterTopology;
import dev.tocsin.router.topology.Routing;
import dev.tocsin.wire.topic.TopicSetupException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka Streams running: waits for Kafka, sees to the topics, starts, and starts anew after a wait when it failed
 * as a whole. It does so itself instead of ending the process, which may hold the broker and other services too.
 */
final class RouterStreams implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(RouterStreams.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(4);

    private final RouterConfig config;
    private final Cluster cluster;
    private final RouterMeters meters;
    private final Backlog backlog;
    private final InstantSource clock;
    private final RandomGenerator random;
    /** What is routed by; empty until Kafka has answered. Set under its own lock, so that no older policy returns. */
    private final AtomicReference<@Nullable Routing> routing = new AtomicReference<>();

    /** Guarded by routing. */
    private Policy wanted;

    private volatile boolean closing;
    private volatile String trouble = "not started";
    private volatile boolean kafkaAnswers = true;
    private volatile @Nullable StreamsRun running;
    /** Guarded by this. */
    private @Nullable Thread thread;

    RouterStreams(
            RouterConfig config,
            Policy policy,
            RouterMeters meters,
            Backlog backlog,
            InstantSource clock,
            RandomGenerator random) {
        this.config = config;
        this.cluster = new Cluster(config);
        this.meters = meters;
        this.backlog = backlog;
        this.clock = clock;
        this.random = random;
        this.wanted = policy;
    }

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public synchronized void start() {
        StateFolder.prepare(config.stateDir());
        trouble = "waiting for Kafka";
        thread = Thread.ofPlatform().name("router").daemon().start(this::keepRunning);
    }

    @Override
    public CheckResult check() {
        StreamsRun now = running;
        if (now == null) {
            return CheckResult.failed(trouble);
        }
        // Kafka Streams itself goes on saying that it runs while Kafka is away.
        Optional<String> why =
                now.trouble().or(() -> Optional.of("Kafka does not answer").filter(sentence -> !kafkaAnswers));
        return why.map(CheckResult::failed).orElseGet(CheckResult::ok);
    }

    /**
     * Routes by this policy from now on, once its topics exist.
     *
     * @throws TopicSetupException when they can't be seen to; nothing has changed then
     */
    void adopt(Policy policy) {
        synchronized (routing) {
            routing.set(cluster.prepare(policy).routing());
            wanted = policy;
        }
    }

    /** As many replicas as the topics have. */
    private int prepared() {
        synchronized (routing) {
            Cluster.Ready ready = cluster.prepare(wanted);
            routing.set(ready.routing());
            return ready.replicas();
        }
    }

    @Override
    public void close() {
        Thread joined;
        synchronized (this) {
            closing = true;
            joined = thread;
            thread = null;
        }
        if (joined == null) {
            return;
        }
        joined.interrupt();
        try {
            if (!joined.join(CLOSE_LIMIT.plusSeconds(1))) {
                LOG.warn("The router is still stopping, no longer waited for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trouble = "stopped";
    }

    private void keepRunning() {
        int attempt = 0;
        try {
            while (!closing) {
                attempt = ran() ? 1 : attempt + 1;
                if (!closing) {
                    Thread.sleep(BACKOFF.delay(attempt, random).plusMillis(100));
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until it ends; says whether it was running at all. */
    private boolean ran() throws InterruptedException {
        try {
            run(prepared());
            meters.restarted();
            return true;
        } catch (StreamsException e) {
            waitFor(StateFolder.explained(config.stateDir(), e));
        } catch (TopicSetupException e) {
            waitFor(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            waitFor("Kafka Streams can't be started: " + e.getMessage());
        }
        return false;
    }

    private void waitFor(String reason) {
        if (!closing && !reason.equals(trouble)) {
            LOG.atWarn().addKeyValue("reason", reason).log("The router can't run and tries again");
        }
        trouble = reason;
    }

    private void run(int replicas) throws InterruptedException {
        StreamsRun run = new StreamsRun(
                RouterTopology.of(config.topics(), this::routing, DecisionRules.standard(), clock, meters),
                StreamsSettings.of(config, replicas),
                new ThreadFailures(clock));
        try (OffsetWatch watch = cluster.watch()) {
            run.start();
            kafkaAnswers = true;
            running = run;
            while (!run.ended(SAMPLE_EVERY)) {
                Optional<Map<Integer, Position>> positions = watch.positions(run.partitions(), meters::readUpTo);
                positions.ifPresent(known -> backlog.sample(known, clock.instant()));
                kafkaAnswers = positions.isPresent();
            }
            trouble = "failed, see the log; it will be started anew";
        } finally {
            // In this order: who closes has to see that it is not running.
            running = null;
            run.close(CLOSE_LIMIT);
        }
    }

    private Routing routing() {
        return Objects.requireNonNull(routing.get(), "no policy yet");
    }
}
