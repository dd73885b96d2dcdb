package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An HA pair of Alertmanagers, each of which repeats itself, sends the same body four times. */
class SameBodyIT {
    @TempDir
    Path folder;

    @Test
    void isToldOnceWhileEveryCopyIsKept() throws Exception {
        try (Installation tocsin = new Installation(folder)) {
            tocsin.up().awaitReady();
            String url = tocsin.ingestUrls().getFirst();
            String body = Load.body("same", "critical", Clock.systemUTC().instant(), null);
            try (Load load = new Load(tocsin.ingestUrls())) {
                for (int i = 0; i < 4; i++) {
                    assertThat(load.status(url, body)).isEqualTo(200);
                }
                // Of the same group and so of the same lane: what was routed before it has been told when it is.
                String marker = Load.likeNamed("same");
                assertThat(load.fire(marker, "critical")).isTrue();
                assertThat(load.resolve(marker, "critical")).isTrue();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(
                                        Told.of(tocsin.chat().messages()).missing(load.accepted()))
                                .isEmpty());
            }
            assertThat(received(tocsin)).isEqualTo(4 + 2);
            assertThat(tocsin.chat().messages().stream()
                            .flatMap(message -> message.attachments().stream())
                            .filter(attachment -> attachment.title().contains("id=same;")))
                    .hasSize(1);
        }
    }

    private static long received(Installation tocsin) throws Exception {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, tocsin.bootstrapServers());
        String topic = new Topics("").received().name();
        try (Admin admin = Admin.create(config)) {
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().values().stream()
                    .mapToLong(info -> info.offset())
                    .sum();
        }
    }
}
