package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir
    Path dir;

    @Test
    void keepsItsDataAndItsPortOverARestart() throws Exception {
        EmbeddedKafkaConfig config = EmbeddedKafkaConfig.inFolder(dir);
        String address;
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(config)) {
            address = kafka.bootstrapServers();
            clusterId = kafka.clusterId();
            KafkaUser user = new KafkaUser(address);
            user.createTopic("kept");
            user.produce("kept", "one", KafkaUser.text(1 << 18), "three");
            assertThat(user.read("kept", 3)).startsWith("one").endsWith("three");
            assertThat(kafka.check()).isEmpty();
        }
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(config.withPort(port))) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(new KafkaUser(address).read("kept", 3)).hasSize(3);
        }
    }

    @Test
    void showsOnlyCommittedTransactions() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(cached("eos"))) {
            KafkaUser user = new KafkaUser(kafka.bootstrapServers());
            user.createTopic("exact");
            try (Producer<String, String> producer = user.producer(Map.of("transactional.id", "writer"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("exact", "taken back")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("exact", "told")).get();
                producer.commitTransaction();
            }
            assertThat(user.read("exact", 1)).containsExactly("told");
        }
    }

    @Test
    void runsTwiceInOneJvm() throws Exception {
        try (EmbeddedKafka two = EmbeddedKafka.start(cached("two"))) {
            try (EmbeddedKafka one = EmbeddedKafka.start(cached("one"))) {
                assertThat(one.bootstrapServers()).isNotEqualTo(two.bootstrapServers());
                assertThat(one.clusterId()).isNotEqualTo(two.clusterId());
            }
            KafkaUser user = new KafkaUser(two.bootstrapServers());
            user.createTopic("still-there");
            user.produce("still-there", "yes");
            assertThat(user.read("still-there", 1)).containsExactly("yes");
        }
    }

    @Test
    void closesQuicklyAndAsOftenAsAsked() {
        EmbeddedKafka kafka = EmbeddedKafka.start(cached("closed"));
        Instant before = Instant.now();
        kafka.close();
        kafka.close();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(kafka.check()).contains("The embedded Kafka was closed.");
        DataFolder.open(dir.resolve("closed")).close();
    }

    @Test
    void saysWhichPortIsTakenBeforeItFormatsTheFolder() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            for (EmbeddedKafkaConfig config : new EmbeddedKafkaConfig[] {
                cached("port").withPort(port), cached("port").withControllerPort(port)
            }) {
                assertThatExceptionOfType(EmbeddedKafkaException.class)
                        .isThrownBy(() -> EmbeddedKafka.start(config))
                        .withMessage(
                                "Port %d of 127.0.0.1 cannot be used by the embedded Kafka (Address already in use): "
                                        + "stop what uses it, or choose another port.",
                                port);
            }
            assertThat(dir.resolve("port/meta.properties")).doesNotExist();
        }
    }

    private EmbeddedKafkaConfig cached(String folder) {
        return EmbeddedKafkaConfig.inFolder(dir.resolve(folder)).withDurability(Durability.PAGE_CACHE);
    }
}
