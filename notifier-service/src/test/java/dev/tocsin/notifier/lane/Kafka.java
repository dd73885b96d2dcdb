package dev.tocsin.notifier.lane;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real Kafka in this JVM, and what tests do with it. */
public final class Kafka implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    public Kafka(Path folder) {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin = Admin.create(config);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Admin admin() {
        return admin;
    }

    /** Creates the topics of an installation of its own. */
    public Topics topics(String prefix) {
        Topics topics = new Topics(prefix);
        new TopicSetup(admin, (short) 1, Duration.ofSeconds(10)).ensure(topics.all(Severities.standard()));
        return topics;
    }

    /** Appends a routed alert as the router does; returns its offset. */
    public long put(Topics topics, int partition, RoutedAlert routed) {
        return put(topics, partition, routed.severity(), Optional.of(routed), routed.receivers());
    }

    /** Appends a record that is addressed to others. */
    public long putForeign(Topics topics, int partition, RoutedAlert routed) {
        return put(topics, partition, routed.severity(), Optional.of(routed), List.of("somebody-else"));
    }

    /** Appends what is no routed alert. */
    public long putRubbish(Topics topics, int partition, String receiver) {
        return put(topics, partition, "critical", Optional.empty(), List.of(receiver));
    }

    private long put(
            Topics topics, int partition, String severity, Optional<RoutedAlert> routed, List<String> receivers) {
        var topic = topics.severity(severity);
        byte[] value = routed.map(topic.codec()::encode).orElseGet(() -> new byte[] {1, 2, 3});
        var next = new ProducerRecord<byte[], byte[]>(topic.name(), partition, new byte[] {1}, value);
        next.headers().add(Headers.RECEIVERS, Headers.receivers(receivers));
        routed.flatMap(RoutedAlert::replay)
                .ifPresent(replay -> next.headers().add(Headers.REPLAY_ID, Headers.bytes(replay.id())));
        return answer(producer.send(next)).offset();
    }

    /** Puts an alert where it stands when it was given up; returns where that is. */
    public RecordMetadata park(Topics topics, ParkedAlert parked) {
        return answer(producer.send(topics.parked().record(parked.key(), parked)));
    }

    /** Begins a transaction. */
    public Transaction transaction(Topics topics) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", topics.clientId("transaction"));
        return new Transaction(
                topics, new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** A transaction that stays open until it is told otherwise. */
    public static final class Transaction implements AutoCloseable {
        private final Topics topics;
        private final KafkaProducer<byte[], byte[]> producer;

        private Transaction(Topics topics, KafkaProducer<byte[], byte[]> producer) {
            this.topics = topics;
            this.producer = producer;
            producer.initTransactions();
            producer.beginTransaction();
        }

        public void put(int partition, RoutedAlert routed) {
            var topic = topics.severity(routed.severity());
            byte[] value = topic.codec().encode(routed);
            answer(producer.send(new ProducerRecord<>(topic.name(), partition, new byte[] {1}, value)));
        }

        public void abort() {
            producer.abortTransaction();
        }

        @Override
        public void close() {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** What a group has committed. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        found.put(partition, offset);
                    }
                });
        return found;
    }

    public long committed(String group, TopicPartition partition) {
        return Optional.ofNullable(committed(group).get(partition))
                .map(OffsetAndMetadata::offset)
                .orElse(-1L);
    }

    /** All values of a topic. */
    public List<byte[]> values(String topic, int count) {
        return records(topic, count).stream().map(ConsumerRecord::value).toList();
    }

    /** All records of a topic, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (found.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    /** Waits for an answer. */
    public static <T> T answer(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        broker.close();
    }
}
