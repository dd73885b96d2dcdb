package dev.tocsin.history.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LogReaderIT {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private final List<Long> progress = new ArrayList<>();
    private String topic = "";
    private LogReader reader;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(client)) {
            // The records' own times: a test can't wait for the broker's clock.
            admin.createTopics(List.of(
                            new NewTopic(topic, 2, (short) 1).configs(Map.of("message.timestamp.type", "CreateTime"))))
                    .all()
                    .get();
        }
        reader = new LogReader(client, "history-test", Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        reader.close();
    }

    /** One record a minute from noon on, alternately in both partitions. */
    private void put(int count) {
        put(Map.of(), producer -> IntStream.range(0, count).forEach(i -> send(producer, i, Integer.toString(i))));
    }

    private void put(Map<String, Object> further, java.util.function.Consumer<KafkaProducer<byte[], byte[]>> what) {
        Map<String, Object> config = new java.util.HashMap<>(client);
        config.putAll(further);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            what.accept(producer);
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int minute, @Nullable String value) {
        long at = NOON.plusSeconds(60L * minute).toEpochMilli();
        var _ = producer.send(new ProducerRecord<>(
                topic, minute % 2, at, "key".getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }

    private List<String> read(Extent extent) {
        List<String> values = new ArrayList<>();
        reader.read(extent, next -> values.add(text(next)), progress::add);
        return values;
    }

    private static String text(ConsumerRecord<byte[], byte[]> next) {
        return next.value() == null ? "tombstone" : new String(next.value(), UTF_8);
    }

    private Extent between(int firstMinute, int endMinute) {
        return reader.extent(
                List.of(topic), new Span(NOON.plusSeconds(60L * firstMinute), NOON.plusSeconds(60L * endMinute)));
    }

    @Test
    void readsWhatWasAppendedInAStretchOfTimeAndNothingElse() {
        put(20);
        Extent extent = between(3, 9);
        assertThat(extent.offsets()).isEqualTo(6);
        assertThat(read(extent)).containsExactlyInAnyOrder("3", "4", "5", "6", "7", "8");
        assertThat(progress).isSorted().endsWith(6L);
        assertThat(read(between(18, 400))).containsExactlyInAnyOrder("18", "19");
        assertThat(read(between(-60, 1))).containsExactly("0");
    }

    @Test
    void aStretchWithoutRecordsIsReadAtOnce() {
        put(4);
        assertThat(between(10, 20).ranges()).isEmpty();
        assertThat(read(between(10, 20))).isEmpty();
        assertThat(read(between(2, 2))).isEmpty();
        assertThat(reader.extent(List.of("there-is-none"), new Span(NOON, NOON.plusSeconds(1)))
                        .ranges())
                .isEmpty();
    }

    @Test
    void eachPartitionComesInItsOrder() {
        put(2_000);
        List<Integer> odd = read(reader.everything(List.of(topic))).stream()
                .map(Integer::valueOf)
                .filter(i -> i % 2 == 1)
                .toList();
        assertThat(odd).hasSize(1_000).isSorted();
    }

    @Test
    void whatIsAppendedMeanwhileIsNotRead() {
        put(4);
        Extent extent = reader.everything(List.of(topic));
        put(8);
        assertThat(read(extent)).hasSize(4);
    }

    @Test
    void tombstonesAreRead() {
        put(Map.of(), producer -> {
            send(producer, 0, "value");
            send(producer, 2, null);
        });
        assertThat(read(reader.everything(List.of(topic)))).containsExactly("value", "tombstone");
    }

    @Test
    void endsBehindTheMarkersOfTransactionsAndReadsNoneThatWasAborted() {
        put(Map.of("transactional.id", topic), producer -> {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, 0, "kept");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, 2, "aborted");
            producer.flush();
            producer.abortTransaction();
        });
        assertThat(read(reader.everything(List.of(topic)))).containsExactly("kept");
        assertThat(progress).last().isEqualTo(4L);
    }

    @Test
    void movesNobodysOffsetsAndJoinsNoGroup() throws Exception {
        put(10);
        read(reader.everything(List.of(topic)));
        try (Admin admin = Admin.create(client)) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    @Test
    void knowsTheTopics() {
        assertThat(reader.topics()).contains(topic).doesNotContain("there-is-none");
    }

    @Test
    void readsOneTopicAfterAnother() {
        put(10);
        assertThat(read(between(0, 3))).hasSize(3);
        assertThat(read(between(5, 10))).hasSize(5);
        assertThat(reader.extent(Set.of(topic), new Span(NOON, NOON.plusSeconds(90)))
                        .ranges()
                        .get(new TopicPartition(topic, 1)))
                .isEqualTo(new Extent.Range(0, 1));
    }

    @Test
    void aClusterThatDoesNotAnswerEndsInASentence() {
        try (LogReader nowhere =
                new LogReader(Map.of("bootstrap.servers", "127.0.0.1:1"), "history-test", Duration.ofMillis(300))) {
            assertThatThrownBy(nowhere::topics)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageStartingWith("Kafka did not answer: ");
        }
    }
}
