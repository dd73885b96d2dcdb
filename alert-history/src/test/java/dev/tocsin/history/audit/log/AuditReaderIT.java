package dev.tocsin.history.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.Routed;
import dev.tocsin.history.audit.Told;
import dev.tocsin.history.audit.log.AuditReader.Found;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class AuditReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All that was written so far: the topics have the broker's clock. */
    private static final Span EVER = Span.since(Instant.EPOCH);

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static Admin admin;
    private Topics topics = new Topics("");
    private Nights night;

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
        night = new Nights(client, topics);
    }

    @AfterEach
    void closeProducer() {
        night.close();
    }

    private Found audit(int together) {
        try (LogReader reader = new LogReader(client, "audit-test", PATIENCE)) {
            return new AuditReader(reader, new GroupOffsets(admin, PATIENCE), topics, Nights.POLICY, together)
                    .audit(EVER);
        }
    }

    private Found audit() {
        return audit(1_000);
    }

    private static List<String> broken(Found found) {
        return found.audit().breaches().stream().map(AuditReaderIT::word).toList();
    }

    private static String word(Breach breach) {
        return breach.kind() + " " + breach.place().partition() + "@"
                + breach.place().offset();
    }

    /** With -Xmx256m once, to see that it is enough for this and the broker. */
    @Test
    void ofAHundredThousandOneIsMissing() throws Exception {
        night.happen(0, 70_000).accepted(70_000).routed(70_000);
        for (int i = 70_001; i < 100_000; i++) {
            night.happen(i, i + 1);
        }
        night.passed(admin, 1_000_000, 1_000_000);
        Found found = audit(120_000);
        assertThat(broken(found)).containsExactly("UNACCOUNTED 1@23333");
        assertThat(found.audit().breaches().getFirst().identity())
                .isEqualTo(Nights.alert(70_000).identity());
        assertThat(found.audit().routed()).isEqualTo(new Routed(100_000, 0, 0, 0, 0, 100_000, 0, 0, 0));
        assertThat(found.audit().told())
                .containsExactly(new Told("ops", true, 100_000, 99_999, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        assertThat(found.holds()).isFalse();
    }

    @Test
    void whatIsReadInPartsAddsUpLikeTheWhole() throws Exception {
        night.happen(0, 600).accepted(600).passed(admin, 1_000, 1_000);
        assertThat(audit(50)).isEqualTo(audit());
        assertThat(audit(50).audit().routed()).isEqualTo(new Routed(601, 0, 0, 0, 0, 600, 0, 0, 0));
        assertThat(broken(audit(50))).containsExactly("NEVER_ROUTED 0@100");
    }

    @Test
    void whatIsNotPassedIsPending() throws Exception {
        night.happen(0, 6).accepted(6).passed(admin, 2, 1);
        night.routed(6).passed(admin, 2, 1);
        Found found = audit();
        assertThat(found.audit().routed()).isEqualTo(new Routed(7, 0, 0, 0, 0, 7, 0, 0, 0));
        assertThat(found.audit().told()).containsExactly(new Told("ops", true, 7, 6, 0, 0, 0, 0, 1, 0, 0, 0, 0));
        night.accepted(7).passed(admin, 3, 1);
        Found later = audit();
        assertThat(later.audit().routed().pending()).isEqualTo(1);
        assertThat(broken(later)).containsExactly("UNACCOUNTED 0@2");
    }

    @Test
    void everyKindOfBreakIsNamed() throws Exception {
        night.happen(0, 6)
                .routed(6)
                .ended(6, night.place(6), End.DELIVERED)
                .accepted(7)
                .routed(7)
                .ended(7, night.place(7), End.PARKED)
                .accepted(8)
                .routed(8)
                .ended(8, night.place(8), End.PARKED)
                .standsParked(8)
                .ended(3, new Place(topics.severity("critical").name(), 0, 2), End.DELIVERED)
                .passed(admin, 100, 100);
        Found found = audit();
        assertThat(broken(found))
                .containsExactlyInAnyOrder("NEVER_RECEIVED 0@2", "PARKED_NOWHERE 1@2", "NO_SUCH_TELLING 0@2");
        assertThat(found.audit().told()).containsExactly(new Told("ops", true, 9, 7, 0, 2, 0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whatReplaysWroteAndWhatCannotBeReadIsCountedAside() throws Exception {
        night.happen(0, 3);
        ProducerRecord<byte[], byte[]> replayed = night.record(0);
        replayed.headers().add(Headers.REPLAY_ID, Headers.bytes("one"));
        ProducerRecord<byte[], byte[]> newer = new ProducerRecord<>(
                topics.severity("critical").name(), Headers.bytes("key"), Headers.bytes("{\"v\":99}"));
        ProducerRecord<byte[], byte[]> rejected =
                new ProducerRecord<>(topics.received().name(), Headers.bytes("key"), Headers.bytes("no"));
        ProducerRecord<byte[], byte[]> aside =
                new ProducerRecord<>(topics.rejected().name(), Headers.bytes("key"), Headers.bytes("no"));
        aside.headers().add(Headers.ORIGIN, Headers.bytes(topics.received().name() + "-5@0"));
        night.send(replayed, 0)
                .send(rejected, 5)
                .send(aside, 0)
                .ended(0, new Place(topics.severity("critical").name(), 0, 1), End.DELIVERED)
                .passed(admin, 100, 100);
        Found found = audit();
        assertThat(found.audit().routed()).isEqualTo(new Routed(4, 0, 0, 0, 1, 3, 0, 0, 0));
        assertThat(found.replayed()).isEqualTo(1);
        assertThat(found.holds()).isTrue();
        night.send(newer, 2).passed(admin, 100, 100);
        Found unreadable = audit();
        assertThat(unreadable.unreadable()).isEqualTo(1);
        assertThat(unreadable.examples())
                .containsExactly(topics.severity("critical").name() + "-2@1");
        assertThat(unreadable.audit().holds()).isTrue();
        assertThat(unreadable.holds()).isFalse();
    }
}
