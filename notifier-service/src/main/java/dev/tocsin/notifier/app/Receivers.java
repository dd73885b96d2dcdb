package dev.tocsin.notifier.app;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.lane.FallbackPorts;
import dev.tocsin.notifier.lane.LanePorts;
import dev.tocsin.notifier.lane.ReceiverConsumer;
import dev.tocsin.notifier.lane.ReceiverSettings;
import dev.tocsin.notifier.text.TemplateFile;
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
import java.util.function.Function;
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
    private Map<String, Destination> destinations;
    /** Guarded by this. */
    private Policy policy;
    /** Guarded by this. */
    private Templates templates;
    /** Guarded by this; empty until Kafka can be used. */
    private Optional<String> cluster = Optional.empty();

    private volatile String waitingFor = "Kafka has not answered yet";

    /** What consumers are made of. */
    record Parts(
            NotifierConfig config,
            NotifierClients clients,
            Admin admin,
            DeliveryLog log,
            Senders senders,
            Preflights preflights,
            ExecutorService blocking,
            Clock clock,
            RandomGenerator random,
            MeterRegistry registry) {}

    Receivers(Parts parts, Policy policy, Destinations found) {
        this.parts = parts;
        this.policy = policy;
        this.destinations = found.all();
        this.templates = Templates.of(policy, parts.registry());
        found.remarks().forEach(log::info);
        this.forsaken = new ForsakenGroups(parts.admin(), parts.config().topics(), parts.registry());
        this.starter = Thread.ofVirtual().name("notifier-start").unstarted(this::startWhenKafkaAnswers);
    }

    void start() {
        watchRooms();
        starter.start();
    }

    private synchronized void watchRooms() {
        parts.preflights().watch(destinations);
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
        return Set.copyOf(destinations.keySet());
    }

    private synchronized void openAll(String id) {
        cluster = Optional.of(id);
        destinations.forEach(this::open);
        waitingFor = "";
    }

    /** Caller holds the lock. */
    private void open(String receiver, Destination destination) {
        if (closing.getCount() == 0) {
            return;
        }
        Policy present = policy;
        Topics topics = parts.config().topics();
        int buffered = LaneSettings.buffered(
                Runtime.getRuntime().maxMemory(), Destinations.lanes(present, destinations.keySet(), topics));
        ReceiverSettings settings = new ReceiverSettings(
                receiver,
                cluster.orElseThrow(),
                NotifierClients.SESSION_TIMEOUT,
                topic ->
                        laneSettings(present, receiver, topics.severityOf(topic).orElseThrow(), buffered));
        Senders.Paced paced =
                parts.senders().of(receiver, destination, present.severities(), templates.words(receiver));
        LanePorts ports = new LanePorts(
                paced.sender(),
                paced.limiter(),
                fallback(present, receiver),
                parts.log(),
                parts.blocking(),
                parts.clock(),
                parts.random());
        ReceiverConsumer consumer = new ReceiverConsumer(
                settings, ports, topics, () -> parts.clients().consumer(receiver), parts.admin(), parts.registry());
        running.put(receiver, consumer);
        consumer.start();
    }

    private Optional<FallbackPorts> fallback(Policy present, String receiver) {
        return present.receiver(receiver).flatMap(Receiver::fallback).map(there -> {
            Destination destination = Objects.requireNonNull(destinations.get(there.receiver()));
            Senders.Paced paced = parts.senders()
                    .of(there.receiver(), destination, present.severities(), templates.words(there.receiver()));
            return new FallbackPorts(there.receiver(), there.after(), paced.sender(), paced.limiter());
        });
    }

    /** A severity that left the configuration is told without linger, after all others. */
    private LaneSettings laneSettings(Policy present, String receiver, String name, int buffered) {
        Severities severities = present.severities();
        Duration linger = severities.named(name).map(Severity::linger).orElse(Duration.ZERO);
        return new LaneSettings(
                name,
                severities.rank(name),
                linger,
                parts.config().maxAlerts(),
                MAX_BATCH_BYTES,
                buffered,
                present.receiver(receiver).flatMap(Receiver::giveUpAfter),
                Topics.RETENTION.dividedBy(2));
    }

    /** Exchanges what has changed; a policy that leaves nobody to tell changes nothing. */
    synchronized CheckResult reload(Policy next) {
        Destinations found = Destinations.of(next, parts.config().rocketChat());
        if (!found.problems().isEmpty()) {
            return CheckResult.failed(String.join("; ", found.problems()));
        }
        boolean sameSeverities = next.severities().equals(policy.severities());
        Templates read = templates.next(next);
        List<String> changed = Stream.concat(destinations.keySet().stream(), found.all().keySet().stream())
                .distinct()
                .filter(name -> !sameSeverities
                        || !Told.of(policy, destinations, templates, name)
                                .equals(Told.of(next, found.all(), read, name)))
                .toList();
        policy = next;
        destinations = found.all();
        templates = read;
        watchRooms();
        if (cluster.isPresent()) {
            closeAll(changed.stream()
                    .flatMap(name -> Optional.ofNullable(running.remove(name)).stream())
                    .toList());
            destinations.forEach((name, destination) -> {
                if (!running.containsKey(name)) {
                    open(name, destination);
                }
            });
        }
        log.atInfo()
                .addKeyValue("receivers", destinations.keySet())
                .addKeyValue("changed", changed)
                .log("policy read again");
        return CheckResult.ok();
    }

    /** Whether every receiver is being read for; with what is known of rooms that don't take messages. */
    CheckResult check() {
        if (!waitingFor.isEmpty()) {
            return CheckResult.failed(waitingFor);
        }
        return running.values().stream()
                .flatMap(consumer -> consumer.check().stream())
                .findFirst()
                .map(CheckResult::failed)
                .orElseGet(() -> CheckResult.ok(parts.preflights().remarks()));
    }

    /** All that a consumer is made of that a policy can change, but for severities. */
    private record Told(Optional<Receiver> receiver, Way own, Optional<Way> fallback) {
        /** Where somebody is told, and the file of the words. */
        record Way(Optional<Destination> destination, Optional<TemplateFile> template) {}

        static Told of(Policy policy, Map<String, Destination> destinations, Templates templates, String name) {
            Function<String, Way> way = any -> new Way(Optional.ofNullable(destinations.get(any)), templates.file(any));
            Optional<Receiver> receiver = policy.receiver(name);
            return new Told(
                    receiver,
                    way.apply(name),
                    receiver.flatMap(Receiver::fallback)
                            .map(Receiver.Fallback::receiver)
                            .map(way));
        }
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
