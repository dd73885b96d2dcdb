package dev.tocsin.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.SettingsReader;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static RouterConfig config(Map<String, String> kafka) {
        return RouterConfig.of(
                SettingsReader.of(Map.of("TOCSIN_ROUTER_STANDBYS", "2")).read(RouterConfig.CATALOGUE),
                new Topics("staging."),
                new KafkaSettings("kafka:9092", kafka, List.of()),
                TopicSetup.AUTOMATIC);
    }

    @Test
    void areWhatTheGuaranteesNeed() {
        Properties settings = StreamsSettings.of(config(Map.of()), 3);

        assertThat(settings)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.id", "staging.tocsin.router")
                .containsEntry("num.standby.replicas", 2)
                .containsEntry("replication.factor", 3)
                .containsEntry("topic.min.insync.replicas", "2")
                .containsEntry("main.consumer.session.timeout.ms", 6_000)
                .containsEntry("producer.transaction.timeout.ms", 5_000)
                .containsEntry("ensure.explicit.internal.resource.naming", true);
        assertThat(new StreamsConfig(settings).getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG))
                .isEqualTo(1);
    }

    @Test
    void letNoPartitionWaitLongForTheRestoringOfAnother() {
        assertThat(StreamsSettings.of(config(Map.of()), 3)).containsEntry("restore.consumer.fetch.max.wait.ms", 50);
    }

    @Test
    void takeOverWhatTheOperatorSaysOfTheConnection() {
        Properties settings = StreamsSettings.of(config(Map.of("security.protocol", "SSL")), 1);

        assertThat(settings)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "kafka:9092")
                .doesNotContainKey("topic.min.insync.replicas");
    }
}
