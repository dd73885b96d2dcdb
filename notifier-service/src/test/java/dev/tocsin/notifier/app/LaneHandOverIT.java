package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.app.RecordingSender.Message;
import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Plan;
import dev.tocsin.notifier.delivery.Totals;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.KafkaDeliveryLog;
import dev.tocsin.notifier.lane.LanePorts;
import dev.tocsin.notifier.lane.Plans;
import dev.tocsin.notifier.lane.ReceiverConsumer;
import dev.tocsin.notifier.lane.ReceiverSettings;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hazard A1 and guarantee 7, with the consumers of two instances and a real group. */
@ExtendWith(SharedKafka.class)
class LaneHandOverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Kafka kafka;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void start(Kafka shared) {
        kafka = shared;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        blocking.shutdownNow();
    }

    private NotifierClients clients(Topics topics) {
        return new NotifierClients(KafkaSettings.at(kafka.bootstrapServers()), topics);
    }

    private ReceiverConsumer instance(Topics topics, RecordingSender sender) {
        NotifierClients clients = clients(topics);
        Producer<byte[], byte[]> producer = clients.producer();
        opened.add(producer);
        LanePorts ports = new LanePorts(
                sender,
                Limiter.none(),
                Optional.empty(),
                new KafkaDeliveryLog(producer, topics, blocking),
                blocking,
                Clock.systemUTC(),
                new Random(1));
        ReceiverSettings settings = new ReceiverSettings(
                Routed.RECEIVER,
                "cluster",
                NotifierClients.SESSION_TIMEOUT,
                topic -> new LaneSettings(
                        "critical", 0, Duration.ZERO, 100, 1 << 20, 4 << 20, Optional.empty(), Duration.ofDays(15)));
        ReceiverConsumer consumer = new ReceiverConsumer(
                settings,
                ports,
                topics,
                () -> clients.consumer(Routed.RECEIVER),
                kafka.admin(),
                new SimpleMeterRegistry());
        opened.add(consumer);
        consumer.start();
        return consumer;
    }

    private static String group(Topics topics) {
        return topics.receiverGroup(Routed.RECEIVER);
    }

    private static TopicPartition critical(Topics topics, int partition) {
        return new TopicPartition(topics.severity("critical").name(), partition);
    }

    private static void joined(ReceiverConsumer consumer) {
        await().atMost(PATIENCE).until(() -> consumer.check().isEmpty());
    }

    @Test
    void theOffsetNeverGoesBackWhenAPartitionMovesDuringAPost() {
        Topics topics = kafka.topics("moves-");
        RecordingSender slow = new RecordingSender();
        RecordingSender quick = new RecordingSender();
        slow.hold();
        for (int partition = 0; partition < 3; partition++) {
            kafka.put(topics, partition, Routed.firing("first" + partition));
        }
        joined(instance(topics, slow));
        await().atMost(PATIENCE).until(() -> slow.messages().size() == 3);
        joined(instance(topics, quick));
        await().atMost(PATIENCE).until(() -> !quick.messages().isEmpty());
        assertThat(slow.messages())
                .as("the very same messages under the same ids")
                .containsAll(quick.messages());
        for (int partition = 0; partition < 3; partition++) {
            kafka.put(topics, partition, Routed.firing("second" + partition));
        }
        await().atMost(PATIENCE).until(() -> quick.messages().size() >= 2);
        await().atMost(PATIENCE).until(() -> committed(topics).containsValue(2L));
        Map<TopicPartition, Long> before = committed(topics);
        slow.answer();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<TopicPartition, Long> now = committed(topics);
            before.forEach((partition, offset) -> assertThat(now.get(partition)).isGreaterThanOrEqualTo(offset));
            for (int partition = 0; partition < 3; partition++) {
                assertThat(now.get(critical(topics, partition))).isEqualTo(2);
            }
        });
        // What the former owner was late with is known to all by now; nothing of it was committed.
        assertThat(committed(topics))
                .containsAllEntriesOf(before.entrySet().stream()
                        .filter(entry -> entry.getValue() == 2)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map<TopicPartition, Long> committed(Topics topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        kafka.committed(group(topics)).forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    @Test
    void aCleanStopHandsOverAtOnceAndRepeatsNothing() {
        Topics topics = kafka.topics("clean-");
        RecordingSender one = new RecordingSender();
        RecordingSender two = new RecordingSender();
        ReceiverConsumer leaving = instance(topics, one);
        joined(leaving);
        joined(instance(topics, two));
        for (int partition = 0; partition < 3; partition++) {
            kafka.put(topics, partition, Routed.firing("before" + partition));
        }
        await().atMost(PATIENCE)
                .until(() -> one.messages().size() + two.messages().size() == 3);
        Instant begun = Instant.now();
        leaving.close();
        for (int partition = 0; partition < 3; partition++) {
            kafka.put(topics, partition, Routed.firing("after" + partition));
        }
        await().atMost(PATIENCE).until(() -> two.instances().containsAll(List.of("after0", "after1", "after2")));
        // Two seconds on a machine that has time for it; without leaving the group it would be more than six.
        assertThat(Duration.between(begun, Instant.now())).isLessThan(NotifierClients.SESSION_TIMEOUT.minusSeconds(1));
        List<String> all = new ArrayList<>(one.instances());
        all.addAll(two.instances());
        assertThat(all).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void afterADeathTheHeirRepeatsTheVeryMessageWithinTenSeconds() {
        Topics topics = kafka.topics("death-");
        for (String instance : List.of("a", "b", "c")) {
            kafka.put(topics, 0, Routed.firing(instance));
        }
        Instant now = Instant.now();
        Plan left = new Plan(0, 2, "0123456789abcdef01234567", 3, now, now, Fate.NOT_STORED);
        Commitment commitment = new Commitment(0, Optional.of(left), new Totals(7, 0, 0), now);
        var dead = clients(topics).consumer(Routed.RECEIVER);
        dead.subscribe(topics.severityTopics());
        await().atMost(PATIENCE).until(() -> {
            try {
                dead.poll(Duration.ofMillis(50));
            } catch (InvalidOffsetException e) {
                // It has partitions and no place in them, which is all that is wanted here.
                return true;
            }
            return false;
        });
        dead.commitSync(Map.of(critical(topics, 0), new OffsetAndMetadata(0, Plans.text(commitment))));
        dead.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
        Instant died = Instant.now();
        RecordingSender heir = new RecordingSender();
        instance(topics, heir);
        await().atMost(PATIENCE).until(() -> heir.messages().size() == 2);
        assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(heir.messages().getFirst()).isEqualTo(new Message(List.of("a", "b"), left.messageId()));
        assertThat(heir.messages().getLast().instances()).containsExactly("c");
        await().atMost(PATIENCE).until(() -> kafka.committed(group(topics), critical(topics, 0)) == 3);
        String metadata = Optional.ofNullable(kafka.committed(group(topics)).get(critical(topics, 0)))
                .orElseThrow()
                .metadata();
        assertThat(metadata).contains("\"delivered\":10");
    }

    /** Hazard B16. */
    @Test
    void anOpenTransactionHoldsItsPartitionOnlyAndAnAbortedOneIsPassed() {
        Topics topics = kafka.topics("held-");
        RecordingSender sender = new RecordingSender();
        try (var transaction = kafka.transaction(topics)) {
            transaction.put(0, Routed.firing("never"));
            kafka.put(topics, 0, Routed.firing("behind"));
            kafka.put(topics, 1, Routed.firing("elsewhere"));
            joined(instance(topics, sender));
            await().atMost(PATIENCE).until(() -> sender.instances().equals(List.of("elsewhere")));
            transaction.abort();
            await().atMost(PATIENCE).until(() -> sender.instances().equals(List.of("elsewhere", "behind")));
            // The aborted record, the one behind it, and perhaps already the marker.
            await().atMost(PATIENCE).until(() -> kafka.committed(group(topics), critical(topics, 0)) >= 2);
        }
    }

    @Test
    void foreignRecordsAndRubbishArePassed() {
        Topics topics = kafka.topics("passes-");
        RecordingSender sender = new RecordingSender();
        kafka.putForeign(topics, 0, Routed.firing("foreign"));
        kafka.putRubbish(topics, 0, Routed.RECEIVER);
        kafka.put(topics, 0, Routed.firing("mine"));
        joined(instance(topics, sender));
        await().atMost(PATIENCE).until(() -> kafka.committed(group(topics), critical(topics, 0)) == 3);
        assertThat(sender.instances()).containsExactly("mine");
    }
}
