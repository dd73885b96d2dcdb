package dev.tocsin.router.topology;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severity;
import dev.tocsin.router.store.AlertStates;
import dev.tocsin.router.store.Counts;
import dev.tocsin.router.store.RouterStore;
import dev.tocsin.router.store.StoreBudget;
import dev.tocsin.router.store.Totals;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on a test driver, with a clock that stands still between the steps of a test. */
final class RouterBench implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final Topics topics = new Topics("");
    final RecordingObserver observer = new RecordingObserver();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> received;
    private Instant now = START;
    /** By how much each look at the clock moves it: work that takes time. */
    private Duration perLook = Duration.ZERO;

    private Routing routing;

    RouterBench(Policy policy, Path stateDir) {
        this(policy, stateDir, START);
    }

    RouterBench(Policy policy, Path stateDir, Instant start) {
        now = start;
        routing = new Routing(policy, names(policy));
        InstantSource clock = () -> {
            now = now.plus(perLook);
            return now;
        };
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "router");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreBudget.class.getName());
        driver = new TopologyTestDriver(
                RouterTopology.of(topics, () -> routing, DecisionRules.standard(), clock, observer), settings, start);
        received =
                driver.createInputTopic(topics.received().name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A router that has nothing but what this one wrote to its changelogs: what another instance finds. */
    RouterBench successor(Path otherStateDir, Duration later) {
        RouterBench next = new RouterBench(routing.policy(), otherStateDir, now.plus(later));
        readTopic("router-alerts-changelog").forEach(change -> {
            if (change.value() == null) {
                next.store().delete(change.key());
            } else {
                next.store().put(change.key(), change.value());
            }
        });
        return next;
    }

    static Set<String> names(Policy policy) {
        return policy.severities().ordered().stream().map(Severity::name).collect(Collectors.toSet());
    }

    Instant now() {
        return now;
    }

    /** Time passes, and timers run. */
    RouterBench pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        return this;
    }

    /** From now on each look at the clock takes this long. */
    void slowBy(Duration time) {
        perLook = time;
    }

    void policy(Policy policy) {
        Set<String> known = new HashSet<>(routing.severities());
        known.addAll(names(policy));
        routing = new Routing(policy, known);
    }

    /** As if someone had deleted the topics of the severities that the policy does not have. */
    void onlyTopicsOf(Policy policy) {
        routing = new Routing(policy, names(policy));
    }

    RouterBench hear(Alert alert) {
        return hear(Alerts.received(alert));
    }

    RouterBench hear(ReceivedAlert alert) {
        return hear(alert, new RecordHeaders());
    }

    RouterBench hear(ReceivedAlert alert, Headers headers) {
        return raw(Topic.bytes(alert.identity().toString()), Codecs.RECEIVED.encode(alert), headers);
    }

    RouterBench raw(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        received.pipeInput(new TestRecord<>(key, value, headers, now));
        return this;
    }

    /** What was told since the last look, of all severities in the order of the policy. */
    List<RoutedAlert> told() {
        return routing.severities().stream()
                .sorted()
                .flatMap(severity -> read(topics.severity(severity)).stream())
                .map(record -> Codecs.ROUTED.decode(record.value()))
                .toList();
    }

    /** The one telling since the last look. */
    RoutedAlert toldOne() {
        List<RoutedAlert> told = told();
        if (told.size() != 1) {
            throw new AssertionError("told " + told.size() + " times: " + told);
        }
        return told.getFirst();
    }

    List<TestRecord<byte[], byte[]>> read(Topic<?> topic) {
        return readTopic(topic.name());
    }

    private List<TestRecord<byte[], byte[]>> readTopic(String topic) {
        if (!driver.producedTopicNames().contains(topic)) {
            return List.of();
        }
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What {@code alerts.state} was told since the last look; nothing stands for a tombstone. */
    List<Optional<AlertState>> states() {
        return read(topics.state()).stream()
                .map(record -> Optional.ofNullable(record.value()).map(Codecs.STATE::decode))
                .toList();
    }

    Optional<AlertState> state(Alert alert) {
        return new AlertStates(store()).find(Alerts.received(alert).identity());
    }

    Counts counts() {
        return new Totals(store()).counts();
    }

    KeyValueStore<byte[], byte[]> store() {
        return driver.getKeyValueStore(RouterStore.ALERTS);
    }

    /** How many reminders are kept. */
    long reminders() {
        return keys('b');
    }

    /** How many states are kept. */
    long remembered() {
        return keys('c');
    }

    private long keys(char kind) {
        List<byte[]> keys = new ArrayList<>();
        try (var all = store().all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys.stream().filter(key -> key[0] == kind).count();
    }

    Stream<String> changelogs() {
        return driver.producedTopicNames().stream().filter(name -> name.endsWith("-changelog"));
    }

    @Override
    public void close() {
        driver.close();
    }
}
