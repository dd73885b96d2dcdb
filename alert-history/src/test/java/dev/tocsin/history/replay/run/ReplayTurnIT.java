package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTurnIT {
    private static final Duration WAIT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private EmbeddedKafka broker;
    private Cluster cluster;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        Topics topics = new Topics("");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(topics.all(Severities.standard()));
        }
        cluster = new Cluster(KafkaSettings.at(broker.bootstrapServers()), topics, "turn", Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    /** Within half a minute. */
    private static boolean comesTo(ReplayTurn turn) {
        return IntStream.range(0, 150).anyMatch(_ -> turn.isOurs(WAIT));
    }

    @Test
    void whoWaitsGetsItWhenTheOtherIsDoneAndNotBefore() {
        try (ReplayTurn second = new ReplayTurn(cluster)) {
            try (ReplayTurn first = new ReplayTurn(cluster)) {
                assertThat(comesTo(first)).isTrue();
                for (int i = 0; i < 40; i++) {
                    assertThat(second.isOurs(WAIT)).as("round %d", i).isFalse();
                    assertThat(first.isOurs(Duration.ZERO)).as("round %d", i).isTrue();
                }
            }
            assertThat(comesTo(second)).isTrue();
        }
    }
}
