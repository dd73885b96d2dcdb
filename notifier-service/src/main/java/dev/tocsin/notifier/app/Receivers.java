package dev.tocsin.notifier.app;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.lane.LanePorts;
import dev.tocsin.notifier.lane.ReceiverConsumer;
import dev.tocsin.notifier.lane.ReceiverSettings;
import dev.tocsin.notifier.rocketchat.WebhookSender;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.TopicSetupException;
import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumers of all receivers: started as soon as Kafka answers, exchanged when the policy changes. */
final class Receivers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Receivers.class);
    private static final Duration KAFKA = Duration.ofSeconds(5);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final int MAX_BATCH_BYTES = 1 << 20;

    private final Parts parts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread starter;
    /** Changed by who holds the lock; read by anybody. */
    private final Map<String, ReceiverConsumer> running = new ConcurrentHashMap<>();

    private final ForsakenGroups forsaken;
    /** Guarded by this. */
    private Map<String, Secret> hooks;
    /** Guarded by this. */
    private Policy policy;
    /** Guarded by this; empty until Kafka can be used. */
    private Optional<String> cluster = Optional.empty();

    private volatile String waitingFor = "Kafka has not answered yet";

    /** What consumers are made of. */
    record Parts(
            NotifierConfig config,
            NotifierClients clients,
            Admin admin,
            DeliveryLog log,
            HttpCaller http,
            ExecutorService blocking,
            Clock clock,
            RandomGenerator random,
            MeterRegistry registry) {}

    Receivers(Parts parts, Policy policy, ReceiverHooks found) {
        this.parts = parts;
        this.policy = policy;
        this.hooks = found.hooks();
        found.remarks().forEach(log::info);
        this.forsaken = new ForsakenGroups(parts.admin(), parts.config().topics(), parts.registry());
        this.starter = Thread.ofVirtual().name("notifier-start").unstarted(this::startWhenKafkaAnswers);
    }

    void start() {
        starter.start();
    }

    private void startWhenKafkaAnswers() {
        try {
            while (!openWhenPossible()) {
                if (closing.await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            do {
                forsaken.look(read());
            } while (!closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean openWhenPossible() throws InterruptedException {
        try {
            String id = parts.admin().describeCluster().clusterId().get(KAFKA.toMillis(), TimeUnit.MILLISECONDS);
            new TopicSetup(parts.admin(), parts.config().replication(), KAFKA).ensure(neededTopics());
            openAll(id);
            return true;
        } catch (ExecutionException | TimeoutException | TopicSetupException e) {
            String reason = "Kafka can't be used yet: " + e.getMessage();
            if (!reason.equals(waitingFor)) {
                waitingFor = reason;
                log.atWarn().addKeyValue("reason", e.getMessage()).log("waiting for Kafka");
            }
            return false;
        }
    }

    private synchronized List<Topic<?>> neededTopics() {
        Topics topics = parts.config().topics();
        List<Topic<?>> needed = new ArrayList<>(List.of(topics.deliveries(), topics.parked()));
        policy.severities().ordered().forEach(severity -> needed.add(topics.severity(severity.name())));
        return needed;
    }

    /** The receivers that are read for. */
    private synchronized Set<String> read() {
        return Set.copyOf(hooks.keySet());
    }

    private synchronized void openAll(String id) {
        cluster = Optional.of(id);
        hooks.forEach(this::open);
        waitingFor = "";
    }

    /** Caller holds the lock. */
    private void open(String receiver, Secret hook) {
        if (closing.getCount() == 0) {
            return;
        }
        Severities severities = policy.severities();
        Topics topics = parts.config().topics();
        ReceiverSettings settings = new ReceiverSettings(
                receiver,
                cluster.orElseThrow(),
                NotifierClients.SESSION_TIMEOUT,
                topic -> laneSettings(severities, topics.severityOf(topic).orElseThrow()));
        LanePorts ports = new LanePorts(
                new WebhookSender(
                        parts.http(), hook, new MessageWriter(severities, Untrusted::inMarkup), parts.clock()),
                parts.log(),
                parts.blocking(),
                parts.clock(),
                parts.random());
        ReceiverConsumer consumer = new ReceiverConsumer(
                settings, ports, topics, () -> parts.clients().consumer(receiver), parts.admin(), parts.registry());
        running.put(receiver, consumer);
        consumer.start();
    }

    /** A severity that left the configuration is told without linger, after all others. */
    private LaneSettings laneSettings(Severities severities, String name) {
        Duration linger = severities.named(name).map(Severity::linger).orElse(Duration.ZERO);
        return new LaneSettings(
                name,
                severities.rank(name),
                linger,
                parts.config().maxAlerts(),
                MAX_BATCH_BYTES,
                Topics.RETENTION.dividedBy(2));
    }

    /** Exchanges what has changed; a policy that leaves nobody to tell changes nothing. */
    synchronized CheckResult reload(Policy next) {
        ReceiverHooks found = ReceiverHooks.of(next, parts.config().webhooks());
        if (!found.problems().isEmpty()) {
            return CheckResult.failed(String.join("; ", found.problems()));
        }
        boolean sameSeverities = next.severities().equals(policy.severities());
        List<String> changed = Stream.concat(hooks.keySet().stream(), found.hooks().keySet().stream())
                .distinct()
                .filter(name -> !sameSeverities
                        || !Objects.equals(hooks.get(name), found.hooks().get(name)))
                .toList();
        policy = next;
        hooks = found.hooks();
        if (cluster.isPresent()) {
            closeAll(changed.stream()
                    .flatMap(name -> Optional.ofNullable(running.remove(name)).stream())
                    .toList());
            hooks.forEach((name, hook) -> {
                if (!running.containsKey(name)) {
                    open(name, hook);
                }
            });
        }
        log.atInfo()
                .addKeyValue("receivers", hooks.keySet())
                .addKeyValue("changed", changed)
                .log("policy read again");
        return CheckResult.ok();
    }

    /** Whether every receiver is being read for. */
    CheckResult check() {
        if (!waitingFor.isEmpty()) {
            return CheckResult.failed(waitingFor);
        }
        return running.values().stream()
                .flatMap(consumer -> consumer.check().stream())
                .findFirst()
                .map(CheckResult::failed)
                .orElseGet(CheckResult::ok);
    }

    /** Hands all lanes over, all receivers at the same time. */
    @Override
    public void close() {
        closing.countDown();
        List<ReceiverConsumer> all;
        synchronized (this) {
            all = List.copyOf(running.values());
            running.clear();
        }
        closeAll(all);
    }

    private static void closeAll(List<ReceiverConsumer> all) {
        List<Thread> closers = all.stream()
                .map(consumer -> Thread.ofVirtual().start(consumer::close))
                .toList();
        try {
            for (Thread closer : closers) {
                closer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
