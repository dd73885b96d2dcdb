package dev.tocsin.ingest.kafka;

import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the producer is set up. */
final class ProducerSettings {
    /** Beside the records there are started batches: one for each partition. */
    private static final int BUFFER_MARGIN = 8 << 20;

    private ProducerSettings() {}

    /** The operator may choose how batches are packed; whatever a promise or a deadline rests on is ours. */
    static Map<String, Object> of(KafkaSettings kafka, Topics topics, int bytesInFlight) {
        Map<String, Object> config = new HashMap<>();
        // lz4 has a fallback in plain Java, so it also runs where /tmp holds no executable code.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        config.putAll(kafka.forProducer());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, topics.clientId("ingest"));
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // The key decides on the partition, or an alert's states would lose their order.
        config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        config.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // A request is answered within 5 s: blocking and delivery together stay below (hazards.md B17).
        // An alert that is alone waits for nobody; what comes while a request is under way goes together with the next.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_500);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 60_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        // The bulkhead bounds what is under way, so send() never waits for memory.
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) bytesInFlight + BUFFER_MARGIN);
        return config;
    }
}
