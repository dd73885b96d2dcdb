package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    private static final int KILLS = 2;
    private static final int PARTITIONS = 60;
    private static final Duration STALL = Duration.ofSeconds(5);
    private static final Duration LESS_THAN_A_SESSION = Duration.ofSeconds(110);

    @TempDir
    Path dir;

    @Test
    void keepsWhatWasAcknowledgedWhenItsProcessIsKilled() throws Exception {
        EmbeddedKafkaConfig config = EmbeddedKafkaConfig.inFolder(dir);
        String[] values = IntStream.range(0, 100).mapToObj(i -> "value " + i).toArray(String[]::new);
        Process process = BrokerProcess.start(dir);
        try (BufferedReader output = process.inputReader()) {
            KafkaUser user = new KafkaUser(output.readLine());
            user.createTopic("kept");
            user.produce("kept", values);

            assertThatExceptionOfType(EmbeddedKafkaException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(config))
                    .withMessageContaining("is in use by process " + process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(config)) {
            assertThat(new KafkaUser(kafka.bootstrapServers()).read("kept", values.length))
                    .isEqualTo(List.of(values));
        }
    }

    @Test
    void startsAfterAKillWithoutWaitingForTheSessionOfTheOneBefore() throws Exception {
        Process killed = BrokerProcess.start(dir);
        try (BufferedReader output = killed.inputReader()) {
            assertThat(output.readLine()).startsWith("127.0.0.1:");
        } finally {
            killed.destroyForcibly().waitFor();
        }

        Process next = BrokerProcess.start(dir);
        try (BufferedReader output = next.inputReader()) {
            assertThat(CompletableFuture.supplyAsync(() -> output.lines().findFirst()))
                    .succeedsWithin(LESS_THAN_A_SESSION)
                    .satisfies(address -> assertThat(address).isPresent());
        } finally {
            next.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsItsPartitionsThroughAStallOfSeconds() throws Exception {
        Process process = BrokerProcess.start(dir);
        try (BufferedReader output = process.inputReader()) {
            KafkaUser user = new KafkaUser(output.readLine());
            user.createTopic("led");
            user.produce("led", "one");
            int before = user.leaderEpoch("led");

            signal(process, "STOP");
            assertThat(process.waitFor(STALL)).isFalse();
            signal(process, "CONT");

            user.produce("led", "two");
            assertThat(user.leaderEpoch("led")).isEqualTo(before);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void leavesNoTransactionHangingWhenItsProcessIsKilledWhileOneCommits() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = BrokerProcess.start(dir);
            try (BufferedReader output = process.inputReader()) {
                KafkaUser user = new KafkaUser(output.readLine());
                if (kill == 0) {
                    user.createTopic("ended", PARTITIONS);
                }
                try (Producer<String, String> producer = user.producer(Map.of("transactional.id", "crash"))) {
                    assertNothingHangs(producer, user);
                    transact(producer);
                    // Returns when its end is decided and written; the partitions are told afterwards.
                    transact(producer);
                    process.destroyForcibly().waitFor();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(dir))) {
            KafkaUser user = new KafkaUser(kafka.bootstrapServers());
            try (Producer<String, String> producer = user.producer(Map.of("transactional.id", "crash"))) {
                assertNothingHangs(producer, user);
            }
        }
    }

    /** Whoever takes over ends what was open; then readers of what is committed reach the end of every partition. */
    private static void assertNothingHangs(Producer<String, String> takesOver, KafkaUser user) {
        takesOver.initTransactions();
        Awaitility.await()
                .atMost(KafkaUser.LONGEST)
                .untilAsserted(() -> assertThat(user.ends("ended", PARTITIONS, IsolationLevel.READ_COMMITTED))
                        .isEqualTo(user.ends("ended", PARTITIONS, IsolationLevel.READ_UNCOMMITTED)));
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void transact(Producer<String, String> producer) {
        producer.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var _ = producer.send(new ProducerRecord<>("ended", partition, null, "value"));
        }
        producer.commitTransaction();
    }
}
