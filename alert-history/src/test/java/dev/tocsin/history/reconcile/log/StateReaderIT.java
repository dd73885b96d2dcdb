package dev.tocsin.history.reconcile.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.reconcile.Believing;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("");

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        producer = new KafkaProducer<>(new HashMap<>(client), new ByteArraySerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(TOPICS.all(Severities.standard()));
        }
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    private static void write(AlertState state) {
        var _ = producer.send(TOPICS.state().record(state.identity().toString(), state));
        producer.flush();
    }

    private static void write(String key, byte @Nullable [] value) {
        var _ = producer.send(new ProducerRecord<>(TOPICS.state().name(), Topic.bytes(key), value));
        producer.flush();
    }

    @Test
    void readsTheLastWordOfOneSourceAndWhatComesLater() {
        AlertState ended = Believing.resolved("east", "db-1", 5);
        AlertState fires = Believing.firing("east", "db-2", 1);
        AlertState forgotten = Believing.firing("east", "db-3", 1);
        write(Believing.firing("east", "db-1", 1));
        write(ended);
        write(fires);
        write(forgotten);
        write(forgotten.identity().toString(), null);
        write(Believing.firing("eastern", "db-1", 1));
        write("east|0123456789abcdef", Topic.bytes("{\"v\":2}"));
        try (LogReader log = new LogReader(client, "state-test", PATIENCE)) {
            StateReader reader = new StateReader(log, TOPICS, "east");
            assertThat(reader.read()).isEqualTo(Map.of(ended.identity(), ended, fires.identity(), fires));
            assertThat(reader.unreadable()).containsExactly("east|0123456789abcdef");
            AlertState again = Believing.firing("east", "db-1", 9);
            write(again);
            write(fires.identity().toString(), null);
            assertThat(reader.read()).isEqualTo(Map.of(again.identity(), again));
            assertThat(reader.read()).isEqualTo(Map.of(again.identity(), again));
        }
    }

    @Test
    void aClusterWithoutTheTopicIsNoEmptyOne() {
        try (LogReader log = new LogReader(client, "state-test", PATIENCE)) {
            StateReader reader = new StateReader(log, new Topics("other."), "east");
            assertThatThrownBy(reader::read)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("there is no topic other.alerts.state");
        }
    }
}
