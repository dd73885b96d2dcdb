package dev.tocsin.history.replay.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.Tellings;
import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Question;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.history.replay.Skip;
import dev.tocsin.history.replay.log.ReplayReader.Asked;
import dev.tocsin.history.replay.log.ReplayReader.Found;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ReplayReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All that was written so far: the topics have the broker's clock. */
    private static final Span EVER = Span.since(Instant.EPOCH);

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static Admin admin;
    private final List<String> progress = new ArrayList<>();
    private Topics topics = new Topics("");
    private Outage outage;

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

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        topics = new Topics("t" + Integer.toHexString(name.hashCode()) + ".");
        new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(topics.all(Severities.standard()));
        outage = new Outage(client, topics);
    }

    private Found plan(Mode mode, boolean firing) {
        return plan(new Question(mode, Filter.all(), firing, Optional.empty()), EVER);
    }

    private Found plan(Question question, Span span) {
        try (LogReader reader = new LogReader(client, "replay-test", PATIENCE)) {
            return new ReplayReader(reader, admin, topics, Outage.POLICY, PATIENCE)
                    .plan(
                            new Asked("this", question, span, Tellings.NOON),
                            (step, done, all) -> progress.add(step + " " + done + "/" + all));
        }
    }

    /** As issue 4 wants it: 100,000 alerts in 6 partitions, 500 of them parked. */
    @Test
    void ofAHundredThousandTheFiveHundredThatAreParkedAreNamed() throws Exception {
        outage.happens(100_000, 200);
        outage.receiverHasPassedAll(admin);
        Found found = plan(Mode.MISSED, false);
        assertThat(found.plan().entries())
                .hasSize(500)
                .allMatch(entry -> entry.parked().size() == 1 && entry.taken() == 1)
                .extracting(entry -> entry.routed().alert().label("instance"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100_000)
                        .filter(i -> i % 200 == 0)
                        .mapToObj(i -> "host-" + i)
                        .toList());
        assertThat(found.plan().counts()).isEqualTo(new Plan.Counts(100_000, 100_000, 500, Map.of(Skip.TOLD, 99_500L)));
        assertThat(found.unreadable()).isZero();
        assertThat(progress).contains("DELIVERIES 0/100000", "PARKED 500/500", "TELLINGS 100000/100000");
    }

    @Test
    void whatTheReceiverHasNotPassedWaits() throws Exception {
        outage.happens(60, 10);
        assertThat(plan(Mode.MISSED, false).plan().counts().matched())
                .as("its group was forgotten, but it had parked these")
                .isEqualTo(6);
        outage.receiverHasPassedNothing(admin);
        Plan plan = plan(Mode.MISSED, false).plan();
        assertThat(plan.entries()).isEmpty();
        assertThat(plan.counts().skipped()).isEqualTo(Map.of(Skip.TOLD, 54L, Skip.WAITING, 6L));
    }

    @Test
    void thePresentStateIsTheLatest() throws Exception {
        outage.happens(60, 10);
        outage.receiverHasPassedAll(admin);
        outage.state(0, true);
        outage.state(10, true);
        outage.state(10, false);
        outage.state(20, true);
        outage.forget(20);
        outage.flush();
        assertThat(plan(Mode.MISSED, true).plan().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.routed().alert().label("instance")).isEqualTo("host-0");
            assertThat(entry.present().firing()).isTrue();
        });
        assertThat(plan(Mode.MISSED, false).plan().entries())
                .extracting(entry -> entry.present().state())
                .containsExactlyInAnyOrder(
                        State.FIRING, State.ENDED, State.UNKNOWN, State.UNKNOWN, State.UNKNOWN, State.UNKNOWN);
    }

    @Test
    void whatReplaysWroteAndWhatCannotBeReadIsCountedAside() throws Exception {
        outage.happens(6, 6);
        String topic = topics.severity("critical").name();
        ProducerRecord<byte[], byte[]> replayed = outage.routed(0);
        replayed.headers().add(Headers.REPLAY_ID, Headers.bytes("one"));
        outage.send(replayed);
        outage.send(new ProducerRecord<>(topic, Headers.bytes("key"), Headers.bytes("{\"v\":99}")));
        outage.flush();
        outage.receiverHasPassedAll(admin);
        Found found = plan(Mode.MISSED, false);
        assertThat(found.replayed()).isEqualTo(1);
        assertThat(found.unreadable()).isEqualTo(1);
        assertThat(found.plan().counts().read()).isEqualTo(6);
        assertThat(found.plan().entries()).hasSize(1);
    }

    /** A replay stands where the last telling stands, and that may be more urgent than the ones before. */
    @Test
    void whatStandsInLineInAnotherSeverityIsNotTakenAgain() throws Exception {
        outage.happens(6, 1);
        TopicPartition warning = outage.partition(3);
        Replay replay = new Replay(
                "another",
                List.of(new Past(Reason.FIRING, Tellings.NOON, true)),
                0,
                new Present(State.UNKNOWN, Tellings.NOON, 0, Tellings.NOON),
                List.of(new Stretch(warning.topic(), warning.partition(), 0, 0, 1)),
                List.of());
        TopicPartition critical = outage.partition(0);
        ProducerRecord<byte[], byte[]> written =
                topics.severity("critical").record("{}", Outage.telling(3).again("ops", replay, Tellings.NOON));
        ProducerRecord<byte[], byte[]> placed =
                new ProducerRecord<>(critical.topic(), critical.partition(), written.key(), written.value());
        placed.headers().add(Headers.REPLAY_ID, Headers.bytes("another"));
        outage.send(placed);
        outage.flush();
        outage.receiverHasPassedTheFirst(admin);
        Filter warnings = new Filter(Set.of(), Set.of("warning"), List.of());
        Plan plan = plan(new Question(Mode.MISSED, warnings, false, Optional.empty()), EVER)
                .plan();
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(3, 3, 2, Map.of(Skip.IN_LINE, 1L)));
    }

    @Test
    void outsideTheSpanIsNothing() throws Exception {
        outage.happens(6, 1);
        outage.receiverHasPassedAll(admin);
        Question missed = new Question(Mode.MISSED, Filter.all(), false, Optional.empty());
        Found found = plan(missed, new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
        assertThat(found.plan().entries()).isEmpty();
        assertThat(found.plan().counts().read()).isZero();
    }
}
