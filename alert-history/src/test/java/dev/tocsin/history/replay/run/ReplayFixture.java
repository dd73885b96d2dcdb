package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.replay.log.Outage;
import dev.tocsin.history.replay.run.KafkaReplays.Bounds;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker with what an outage left behind, and somebody who replays it. */
@Timeout(120)
abstract class ReplayFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int ALERTS = 60;
    private static final int EACH = 6;
    static final int MISSED = ALERTS / EACH;
    static final int IN_LINE = 3;

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static Admin admin;
    final Clock clock = Clock.systemUTC();
    Cluster cluster = new Cluster(KafkaSettings.at("nowhere:1"), new Topics(""), "replay", PATIENCE);
    Replays replays = replays();
    Outage outage;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        admin = Admin.create(client);
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    /** Of sixty alerts ten are parked at ops, which is past all of them. */
    @BeforeEach
    void anOutage(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        Topics topics = new Topics("t" + Integer.toHexString(name.hashCode()) + ".");
        new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(topics.all(Severities.standard()));
        cluster = new Cluster(KafkaSettings.at(broker.bootstrapServers()), topics, "replay", PATIENCE);
        replays = replays();
        outage = new Outage(client, topics);
        outage.happens(ALERTS, EACH);
        StandInReceiver.passesAll(cluster);
    }

    private Replays replays() {
        return replays(1 << 20);
    }

    /** Retries so many bytes at a time. */
    final Replays replays(long retried) {
        return new KafkaReplays(cluster, () -> Outage.POLICY, clock, new Bounds(IN_LINE, 100, retried));
    }

    Wish missed(String id) {
        return new Wish(id, Optional.of(missed(Duration.ofHours(1))), Optional.empty());
    }

    Ask missed(Duration since) {
        Instant now = clock.instant();
        // The broker's clock is this one, and what was written last belongs to it.
        return new Ask("missed", now.minus(since), now.plusSeconds(60), List.of(), List.of(), List.of(), false, "");
    }

    StandInReceiver ops() {
        return new StandInReceiver(cluster, End.DELIVERED);
    }

    ReplayRun run(Wish wish) {
        return replays.run(wish, new Hearing(), () -> false);
    }

    /** Runs until as many are written, or told, as is wanted. */
    ReplayRun runUntil(Wish wish, Predicate<Progress> stop) {
        AtomicReference<Progress> last = new AtomicReference<>(Progress.NONE);
        return replays.run(
                wish,
                new Hearing() {
                    @Override
                    public void telling(ReplayRun run) {
                        last.set(run.progress());
                    }
                },
                () -> stop.test(last.get()));
    }

    static void assertExactlyOnce(List<RoutedAlert> told) {
        assertThat(told)
                .extracting(routed -> routed.alert().label("instance"))
                .doesNotHaveDuplicates()
                .hasSize(MISSED)
                .allMatch(instance -> Integer.parseInt(instance.replace("host-", "")) % EACH == 0);
    }
}
