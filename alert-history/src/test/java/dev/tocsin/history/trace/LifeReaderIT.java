package dev.tocsin.history.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.Tellings;
import dev.tocsin.history.life.Facts;
import dev.tocsin.history.life.Progress;
import dev.tocsin.history.life.Question;
import dev.tocsin.history.log.Budget;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LifeReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Span ALL = Span.since(Instant.EPOCH);

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static KafkaProducer<byte[], byte[]> producer;
    private Topics topics = new Topics("");

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        producer = new KafkaProducer<>(new HashMap<>(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        topics = new Topics("t" + Integer.toHexString(name.hashCode()) + ".");
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(topics.all(Severities.standard()));
        }
    }

    private Place send(ProducerRecord<byte[], byte[]> next) throws Exception {
        var written = producer.send(next).get();
        return new Place(written.topic(), written.partition(), written.offset());
    }

    private Place receive(RoutedAlert alert) throws Exception {
        return send(topics.received().record(alert.identity().toString(), alert.received()));
    }

    private Place route(RoutedAlert alert) throws Exception {
        return send(topics.severity(alert.severity()).record(alert.group().toString(), alert));
    }

    private void deliver(RoutedAlert alert, Place place, End end) throws Exception {
        var entry = new DeliveryEntry(
                alert.identity(),
                alert.seq(),
                alert.reason(),
                "ops",
                place,
                end,
                1,
                "message",
                "",
                Tellings.NOON,
                Tellings.NOON);
        send(topics.deliveries().record(alert.identity().toString(), entry));
    }

    private void state(RoutedAlert alert) throws Exception {
        AlertState state = new AlertState(
                alert.received(),
                1,
                1,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                new Addresses(alert.severity(), List.of()));
        send(topics.state().record(alert.identity().toString(), state));
    }

    private Matches matches(String question, Span span, int most) {
        try (LogReader log = new LogReader(client, "life-test", PATIENCE)) {
            return new LifeReader(log, topics, new Budget(Long.MAX_VALUE))
                    .matches(Question.parse(question), span, most);
        }
    }

    private Facts facts(Identity identity) {
        try (LogReader log = new LogReader(client, "life-test", PATIENCE)) {
            return new LifeReader(log, topics, new Budget(Long.MAX_VALUE))
                    .facts(List.of(identity), ALL)
                    .getFirst();
        }
    }

    @Test
    void findsAlertsByFingerprintLabelsAndRequest() throws Exception {
        RoutedAlert one = Tellings.firing("db-1", "critical", "ops");
        receive(one);
        receive(Tellings.firing("db-2", "critical", "ops"));
        send(new ProducerRecord<>(topics.received().name(), Topic.bytes("x"), Topic.bytes("no json, db-1")));
        assertThat(matches("instance=db-1", ALL, 20)).isEqualTo(new Matches(1, List.of(one.identity())));
        assertThat(matches(one.identity().fingerprint().toString(), ALL, 20).latest())
                .containsExactly(one.identity());
        assertThat(matches("request", ALL, 20).count()).isEqualTo(2);
        assertThat(matches("alertname=HostDown", ALL, 1))
                .satisfies(found -> assertThat(found.count()).isEqualTo(2))
                .satisfies(found -> assertThat(found.latest()).hasSize(1));
        assertThat(matches("alertname=Other", ALL, 20).count()).isZero();
        assertThat(matches("instance=db-1", new Span(Instant.EPOCH, Tellings.NOON.minusSeconds(9)), 20)
                        .count())
                .isZero();
    }

    @Test
    void findsWhatFiresSinceBeforeAndWhatATimerTold() throws Exception {
        RoutedAlert silent = Tellings.firing("db-1", "critical", "ops");
        state(silent);
        // A severity that has left the configuration.
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(List.of(topics.severity("gone")));
        }
        RoutedAlert expired = Tellings.firing("db-2", "gone", "ops");
        route(expired);
        RoutedAlert forgotten = Tellings.firing("db-3", "critical", "ops");
        state(forgotten);
        send(new ProducerRecord<>(
                topics.state().name(), Topic.bytes(forgotten.identity().toString()), null));
        assertThat(matches("alertname=HostDown", Span.since(Tellings.NOON.plusSeconds(60)), 20)
                        .latest())
                .containsExactlyInAnyOrder(silent.identity(), expired.identity());
        assertThat(facts(silent.identity()).state()).isPresent();
        assertThat(facts(forgotten.identity()).state()).isEmpty();
    }

    @Test
    void gathersWhatThereIsOfOneAlertAndOfNoOther() throws Exception {
        RoutedAlert one = Tellings.firing("db-1", "critical", "ops", "payments");
        RoutedAlert other = Tellings.firing("db-2", "critical", "ops");
        Place heard = receive(one);
        receive(other);
        route(other);
        Place told = route(one);
        deliver(one, told, End.PARKED);
        deliver(one, told, End.PARKED);
        deliver(other, told, End.DELIVERED);
        ParkedAlert parked = new ParkedAlert(one, "ops", told, "400 no", Tellings.NOON);
        send(topics.parked().record(parked.key(), parked));
        ParkedAlert discarded = new ParkedAlert(one, "payments", told, "400 no", Tellings.NOON);
        send(topics.parked().record(discarded.key(), discarded));
        send(new ProducerRecord<>(topics.parked().name(), Topic.bytes(discarded.key()), null));
        var rejected = new ProducerRecord<>(topics.rejected().name(), (byte[]) null, Topic.bytes("cut"));
        rejected.headers()
                .add(Headers.ORIGIN, Headers.bytes(heard.text()))
                .add(Headers.REASON, Headers.bytes("too large"));
        send(rejected);
        Facts facts = facts(one.identity());
        assertThat(facts.heard())
                .singleElement()
                .satisfies(each -> assertThat(each.place()).isEqualTo(heard));
        assertThat(facts.tellings())
                .singleElement()
                .satisfies(each -> assertThat(each.place()).isEqualTo(told));
        assertThat(facts.deliveries())
                .as("written at least once, and one")
                .singleElement()
                .satisfies(each -> assertThat(each.entry().end()).isEqualTo(End.PARKED));
        assertThat(facts.parked()).containsExactly(parked);
        assertThat(facts.rejections())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).isEqualTo("too large"));
    }

    @Test
    void gathersWhatAReplayToldOfIt() throws Exception {
        RoutedAlert one = Tellings.firing("db-1", "critical", "ops");
        receive(one);
        Place told = route(one);
        Place later = route(one);
        Stretch both = new Stretch(told.topic(), told.partition(), told.offset(), later.offset(), 1);
        Replay what = new Replay(
                "r1",
                List.of(new Past(Reason.FIRING, Tellings.NOON, true)),
                0,
                new Present(Present.State.FIRING, Tellings.NOON, 1, Tellings.NOON),
                List.of(both),
                List.of());
        Place again = route(one.again("ops", what, Tellings.NOON));
        deliver(one.again("ops", what, Tellings.NOON), again, End.DELIVERED);
        DeliveryEntry covered = new DeliveryEntry(
                one.identity(),
                1,
                Reason.REPLAY,
                "ops",
                later,
                told.offset(),
                End.REPLAYED,
                1,
                "message",
                "r1",
                Tellings.NOON,
                Tellings.NOON);
        send(topics.deliveries().record(one.identity().toString(), covered));
        assertThat(facts(one.identity()).tellings())
                .extracting(Facts.Telling::place, Facts.Telling::replay)
                .containsExactly(
                        tuple(told, Optional.empty()), tuple(later, Optional.empty()), tuple(again, Optional.of("r1")));
        assertThat(facts(one.identity()).deliveries())
                .extracting(each -> each.entry().end(), each -> each.entry().first())
                .containsExactly(tuple(End.DELIVERED, again.offset()), tuple(End.REPLAYED, told.offset()));
    }

    @Test
    void readsWhereEverybodyStandsAndMovesNobody() throws Exception {
        TopicPartition lane = new TopicPartition(topics.severity("critical").name(), 1);
        TopicPartition input = new TopicPartition(topics.received().name(), 2);
        try (Admin admin = Admin.create(client)) {
            admin.alterConsumerGroupOffsets(topics.receiverGroup("ops"), Map.of(lane, new OffsetAndMetadata(3, "note")))
                    .all()
                    .get();
            admin.alterConsumerGroupOffsets(topics.routerApplication(), Map.of(input, new OffsetAndMetadata(9)))
                    .all()
                    .get();
            Progress.Plan plan = new Progress.Plan(5, 2, Tellings.NOON, Tellings.NOON, "message", Optional.empty());
            Progress progress = new Positions(admin, topics, PATIENCE).read((offset, note) -> {
                assertThat(offset).isEqualTo(3);
                assertThat(note).isEqualTo("note");
                return Optional.of(plan);
            });
            assertThat(progress.router()).containsExactly(Map.entry(2, 9L));
            assertThat(progress.receivers())
                    .containsExactly(Map.entry(
                            "ops",
                            List.of(new Progress.Lane(
                                    new Place(lane.topic(), lane.partition(), 3), Optional.of(plan)))));
        }
    }
}
