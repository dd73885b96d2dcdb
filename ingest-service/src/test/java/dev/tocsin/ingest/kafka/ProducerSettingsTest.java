package dev.tocsin.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
    private static ProducerConfig config(Map<String, String> properties) {
        KafkaSettings kafka = new KafkaSettings("localhost:9092", properties, List.of());
        return new ProducerConfig(ProducerSettings.of(kafka, new Topics("dev."), 1_000));
    }

    @Test
    void writesSafelyAndWithinTheDeadline() {
        ProducerConfig config = config(Map.of());

        assertThat(config.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
        assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
        assertThat(config.getString(ProducerConfig.CLIENT_ID_CONFIG)).isEqualTo("dev.tocsin.ingest");
        long answer = config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                + config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        assertThat(answer).isLessThan(4_800);
    }

    @Test
    void theOperatorMayChooseTheCompressionButNothingThatAPromiseRestsOn() {
        ProducerConfig config = config(Map.of(
                "compression.type", "zstd",
                "max.block.ms", "60000",
                "retries", "0",
                "partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner",
                "partitioner.ignore.keys", "true"));

        assertThat(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG)).isEqualTo("zstd");
        assertThat(config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)).isEqualTo(500);
        assertThat(config.getInt(ProducerConfig.RETRIES_CONFIG)).isPositive();
        assertThat(config.getClass(ProducerConfig.PARTITIONER_CLASS_CONFIG)).isNull();
        assertThat(config.getBoolean(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG))
                .isFalse();
    }
}
