package dev.tocsin.wire.topic;

import dev.tocsin.wire.json.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic: its name, what its values are, and how it is created.
 *
 * @param <V> the values
 * @param name with the prefix
 * @param partitions when it is created; keyed topics never grow in place
 * @param codec of the values; keys are text
 * @param config that is set when it is created, and checked
 */
public record Topic<V>(String name, int partitions, Codec<V> codec, Map<String, String> config) {
    /** Copies the configuration. */
    public Topic {
        config = Map.copyOf(config);
    }

    /** A record of this topic, without headers. */
    public ProducerRecord<byte[], byte[]> record(String key, V value) {
        return new ProducerRecord<>(name, bytes(key), codec.encode(value));
    }

    /** A key as it stands in Kafka. */
    public static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
