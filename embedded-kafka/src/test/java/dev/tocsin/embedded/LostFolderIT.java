package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostFolderIT {

    @TempDir
    Path dir;

    /** Kafka answers a failed folder with {@code Runtime.halt}: that this test ends at all is half of what it shows. */
    @Test
    void saysOnceThatItsFolderIsLostAndLeavesTheJvmAndItsNeighbourAlone() throws Exception {
        Path lost = dir.resolve("lost");
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> toldByNeighbour = new CopyOnWriteArrayList<>();
        try (EmbeddedKafka neighbour = EmbeddedKafka.start(cached(dir.resolve("neighbour")), toldByNeighbour::add)) {
            try (EmbeddedKafka kafka = EmbeddedKafka.start(cached(lost), told::add)) {
                Files.move(lost, dir.resolve("moved"));
                // Kafka looks at its folder only when it has to write a new file there.
                new KafkaUser(kafka.bootstrapServers()).createTopic("nowhere");

                await().atMost(Duration.ofMinutes(2)).until(() -> !told.isEmpty());
                assertThat(told).containsExactly(kafka.check().orElseThrow());
                assertThat(told)
                        .containsExactly(
                                "The data folder %s was moved or emptied while in use: put it back, then start again."
                                        .formatted(lost));
            }
            assertThat(told).hasSize(1);
            assertThat(neighbour.check()).isEmpty();
            assertThat(toldByNeighbour).isEmpty();
        }
        EmbeddedKafka.start(cached(dir.resolve("moved"))).close();
    }

    private static EmbeddedKafkaConfig cached(Path folder) {
        return EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE);
    }
}
