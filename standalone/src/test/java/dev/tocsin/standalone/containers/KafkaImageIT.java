package dev.tocsin.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.standalone.e2e.Installation;
import dev.tocsin.standalone.e2e.Load;
import dev.tocsin.standalone.e2e.Told;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The services against Kafka as its project ships it, instead of the broker in this JVM. */
@Containers(KafkaImageIT.IMAGE)
class KafkaImageIT {
    static final String IMAGE = "apache/kafka:4.3.1";
    private static final int ALERTS = 30;

    @TempDir
    Path folder;

    @Test
    void carriesAlertsFromTheWebhookToTheChat() {
        try (KafkaContainer kafka = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")) {
            kafka.start();
            try (Installation tocsin = new Installation(folder, kafka.getBootstrapServers())) {
                tocsin.up().awaitReady();
                try (Load load = new Load(tocsin.ingestUrls())) {
                    for (int i = 0; i < ALERTS; i++) {
                        assertThat(load.fire("image-" + i, severity(i))).isTrue();
                    }
                    for (int i = 0; i < ALERTS; i += 2) {
                        assertThat(load.resolve("image-" + i, severity(i))).isTrue();
                    }
                    Awaitility.await("every accepted alert is told")
                            .atMost(Duration.ofSeconds(60))
                            .untilAsserted(() -> assertThat(
                                            Told.of(tocsin.chat().messages()).missing(load.accepted()))
                                    .isEmpty());
                }
                Told told = Told.of(tocsin.chat().messages());
                assertThat(told.inverted()).isEmpty();
                assertThat(told.doubled()).isEmpty();
            }
        }
    }

    private static String severity(int number) {
        return switch (number % 3) {
            case 0 -> "critical";
            case 1 -> "warning";
            default -> "info";
        };
    }
}
