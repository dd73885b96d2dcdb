package dev.tocsin.history.past;

import dev.tocsin.history.log.LogReader;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where the past stands.
 *
 * @param kafka how its clients are set up
 * @param topics their names
 * @param client what the clients call themselves
 * @param patience for how long the cluster may leave a question open
 */
public record Cluster(KafkaSettings kafka, Topics topics, String client, Duration patience) {
    /** Reads stretches of topics. */
    public LogReader reader() {
        return new LogReader(kafka.forConsumer(), name(), patience);
    }

    /** Asks about groups and offsets. */
    public Admin admin() {
        Map<String, Object> config = new HashMap<>(kafka.forAdmin());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, name());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
        return Admin.create(config);
    }

    /** Waits for all replicas, as {@code Discard} needs it. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(kafka.forProducer());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
        // Closing waits for what is under way.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis() + 100);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Follows topics; belongs to no group unless it is told one. Commits nothing, creates nothing. */
    public Consumer<byte[], byte[]> consumer(Map<String, Object> further) {
        Map<String, Object> config = new HashMap<>(kafka.forConsumer());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, name());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        config.putAll(further);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Two clients of one name at a time would have one entry in JMX, and a warning. */
    private String name() {
        return topics.clientId(client) + "." + Thread.currentThread().threadId();
    }

    private int millis() {
        return Math.toIntExact(patience.toMillis());
    }
}
