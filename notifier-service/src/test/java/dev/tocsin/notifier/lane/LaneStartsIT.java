package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.LaneStart;
import dev.tocsin.notifier.delivery.Totals;
import dev.tocsin.notifier.lane.LaneStarts.Found;
import dev.tocsin.testsupport.ManualClock;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hazards A4 and B13: where a lane goes on is never left to a default. */
@ExtendWith(SharedKafka.class)
class LaneStartsIT {
    private static Kafka kafka;

    private final ManualClock clock = new ManualClock(Instant.now().plusSeconds(1));

    @BeforeAll
    static void start(Kafka shared) {
        kafka = shared;
    }

    private Found find(Topics topics, TopicPartition partition) {
        LaneStarts starts =
                new LaneStarts(kafka.admin(), topics.receiverGroup(Routed.RECEIVER), clock, Duration.ofSeconds(10));
        return Optional.ofNullable(starts.read(List.of(partition)).get(partition))
                .orElseThrow();
    }

    private static TopicPartition critical(Topics topics, int partition) {
        return new TopicPartition(topics.severity("critical").name(), partition);
    }

    private static void commit(Topics topics, TopicPartition partition, long offset, String metadata) {
        Kafka.answer(kafka.admin()
                .alterConsumerGroupOffsets(
                        topics.receiverGroup(Routed.RECEIVER),
                        Map.of(partition, new OffsetAndMetadata(offset, metadata)))
                .all());
    }

    private String ours(Totals totals) {
        return CommitMetadata.write(new Commitment(0, Optional.empty(), totals, clock.instant()));
    }

    private static void put(Topics topics, int count) {
        for (int i = 0; i < count; i++) {
            kafka.put(topics, 0, Routed.firing("i" + i));
        }
    }

    @Test
    void aReceiverThatWasNeverSeenStartsOneHourBack() {
        Topics topics = kafka.topics("never-");
        put(topics, 3);
        Found recent = find(topics, critical(topics, 0));
        assertThat(recent.start()).isEqualTo(new LaneStart(0, Optional.empty(), Totals.NONE, clock.instant(), false));
        assertThat(recent.gone()).isZero();
        clock.advance(Duration.ofMinutes(61));
        assertThat(find(topics, critical(topics, 0)).start().position()).isEqualTo(3);
        assertThat(find(topics, critical(topics, 1)).start().position()).isZero();
    }

    @Test
    void aNewPartitionOfAKnownReceiverIsReadFromItsStart() {
        Topics topics = kafka.topics("known-");
        commit(topics, critical(topics, 0), 0, ours(Totals.NONE));
        Kafka.answer(kafka.admin()
                .createTopics(List.of(new NewTopic(topics.severity("security").name(), 1, (short) 1)))
                .all());
        kafka.put(topics, 0, Routed.alert("A").severity("security").told());
        clock.advance(Duration.ofDays(20));
        TopicPartition added = new TopicPartition(topics.severity("security").name(), 0);
        assertThat(find(topics, added).start().position()).isZero();
        assertThat(find(topics, added).start().committed()).isFalse();
    }

    @Test
    void whatIsCommittedIsGoneOnWith() {
        Topics topics = kafka.topics("goes-on-");
        put(topics, 3);
        commit(topics, critical(topics, 0), 2, ours(new Totals(1, 1, 0)));
        Found found = find(topics, critical(topics, 0));
        assertThat(found.start())
                .isEqualTo(new LaneStart(
                        2,
                        Optional.empty(),
                        new Totals(1, 1, 0),
                        Instant.ofEpochMilli(clock.instant().toEpochMilli()),
                        true));
        assertThat(found.topicId()).hasSizeGreaterThan(10);
    }

    @Test
    void anOffsetThatIsGoneIsCountedAndGoneOnAtTheStartOfTheLog() {
        Topics topics = kafka.topics("gone-");
        put(topics, 10);
        commit(topics, critical(topics, 0), 2, ours(new Totals(2, 0, 0)));
        Kafka.answer(kafka.admin()
                .deleteRecords(Map.of(critical(topics, 0), RecordsToDelete.beforeOffset(7)))
                .all());
        Found found = find(topics, critical(topics, 0));
        assertThat(found.gone()).isEqualTo(5);
        assertThat(found.start().position()).isEqualTo(7);
        assertThat(found.start().totals()).isEqualTo(new Totals(2, 0, 0));
        assertThat(found.start().committed()).isFalse();
    }

    @Test
    void anOffsetBehindTheEndIsGoneToo() {
        Topics topics = kafka.topics("behind-");
        put(topics, 3);
        commit(topics, critical(topics, 0), 99, ours(Totals.NONE));
        Found found = find(topics, critical(topics, 0));
        assertThat(found.gone()).isEqualTo(1);
        assertThat(found.start().position()).isZero();
    }

    @Test
    void anOffsetThatSomebodySetByHandIsKept() {
        Topics topics = kafka.topics("by-hand-");
        put(topics, 3);
        commit(topics, critical(topics, 0), 1, "reset by hand");
        Found found = find(topics, critical(topics, 0));
        assertThat(found.start().position()).isEqualTo(1);
        assertThat(found.start().plan()).isEmpty();
        assertThat(found.gone()).isZero();
    }
}
