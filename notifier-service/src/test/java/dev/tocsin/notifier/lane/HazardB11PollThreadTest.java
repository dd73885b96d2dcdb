package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.delivery.LaneStart;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.delivery.Totals;
import dev.tocsin.notifier.lane.LaneStarts.Found;
import dev.tocsin.testsupport.ManualClock;
import dev.tocsin.wire.json.Codecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver's own races, with a consumer that does what a real one rarely does. */
class HazardB11PollThreadTest {
    private static final TopicPartition PARTITION = new TopicPartition("alerts.critical", 0);
    private static final Duration SESSION = Duration.ofMillis(400);

    private final ManualClock clock = new ManualClock(Routed.NOON);
    private final List<Runnable> calls = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();
    private Supplier<Outcome> receiver = () -> new Outcome.Delivered("");
    private final Odd consumer = new Odd();
    private final LaneDriver driver = driver();

    /** A consumer that wakes up at bad moments and answers commits late. */
    private static final class Odd extends MockConsumer<byte[], byte[]> {
        private final List<Runnable> answers = new ArrayList<>();
        private final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();
        private Duration pause = Duration.ZERO;
        private Optional<Exception> failure = Optional.empty();
        private int wakeupsInCommit;
        private int wakeupsInPosition;

        Odd() {
            super("none");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long end = System.nanoTime() + pause.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            List.copyOf(answers).forEach(Runnable::run);
            answers.clear();
            return super.poll(Duration.ZERO);
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            commits.add(offsets);
            answers.add(() -> callback.onComplete(offsets, failure.orElse(null)));
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (wakeupsInCommit-- > 0) {
                throw new WakeupException();
            }
            commits.add(offsets);
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            if (wakeupsInPosition-- > 0) {
                throw new WakeupException();
            }
            return super.position(partition, timeout);
        }

        @Override
        public synchronized void wakeup() {
            // Rounds are made one after another here: there is no poll to be woken.
        }
    }

    private LaneDriver driver() {
        Sender sender = new Sender() {
            @Override
            public Outcome send(Attempt attempt) {
                posted.add(attempt.messageId());
                return receiver.get();
            }

            @Override
            public Outcome probe() {
                return receiver.get();
            }

            @Override
            public String room() {
                return "room";
            }
        };
        Executor later = calls::add;
        LanePorts ports = new LanePorts(
                sender,
                Limiter.none(),
                Optional.empty(),
                (entries, parked, unparked) -> CompletableFuture.allOf(),
                later,
                clock,
                new Random(1));
        ReceiverSettings settings = new ReceiverSettings(
                Routed.RECEIVER,
                "cluster",
                SESSION,
                topic -> new LaneSettings(
                        "critical", 0, Duration.ZERO, 100, 1 << 20, 4 << 20, Optional.empty(), Duration.ofDays(15)));
        LaneMetrics metrics = new LaneMetrics(new SimpleMeterRegistry(), clock, Routed.RECEIVER);
        LaneStart start = new LaneStart(0, Optional.empty(), Totals.NONE, clock.instant(), true);
        return new LaneDriver(
                settings, ports, metrics, consumer, wanted -> Map.of(PARTITION, new Found(start, "topic-id", 0)));
    }

    @BeforeEach
    void assign() {
        consumer.subscribe(List.of(PARTITION.topic()));
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        driver.onPartitionsAssigned(List.of(PARTITION));
        driver.round();
        carryOut();
        driver.round();
        byte[] value = Codecs.ROUTED.encode(Routed.firing("a"));
        consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(),
                0,
                0,
                Routed.NOON.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private void carryOut() {
        List<Runnable> due = List.copyOf(calls);
        calls.clear();
        due.forEach(Runnable::run);
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            driver.round();
            carryOut();
        }
    }

    private long committed() {
        return Optional.ofNullable(consumer.commits.getLast().get(PARTITION))
                .orElseThrow()
                .offset();
    }

    @Test
    void asksWhereLanesGoOnWithinThePollThatAssignsThem() {
        LaneDriver another = driver();
        int before = calls.size();
        another.onPartitionsAssigned(List.of(PARTITION));
        assertThat(calls).hasSize(before + 1);
    }

    @Test
    void aPostBeginsInTheAnswerToItsPlan() {
        driver.round();
        carryOut();
        assertThat(consumer.commits).hasSize(1);
        assertThat(posted).isEmpty();
        rounds(4);
        assertThat(posted).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aProcessThatWasStoppedMeanwhileCommitsAgainBeforeItPosts() {
        driver.round();
        consumer.pause = SESSION.dividedBy(2).plusMillis(20);
        driver.round();
        carryOut();
        assertThat(posted).isEmpty();
        assertThat(consumer.commits).hasSize(2);
        consumer.pause = Duration.ZERO;
        rounds(4);
        assertThat(posted).hasSize(1);
    }

    @Test
    void aRebalanceIsNoVerdictOnAPlan() {
        consumer.failure = Optional.of(new RebalanceInProgressException());
        rounds(3);
        assertThat(posted).isEmpty();
        consumer.failure = Optional.empty();
        clock.advance(Duration.ofSeconds(1));
        rounds(4);
        assertThat(posted).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void wakeupsDoNotKeepTheLastCommitFromBeingMade() {
        rounds(1);
        consumer.wakeupsInCommit = 5;
        driver.onPartitionsRevoked(List.of(PARTITION));
        assertThat(consumer.wakeupsInCommit).isNegative();
        assertThat(consumer.commits).hasSize(2);
    }

    @Test
    void aWakeupWhileThePositionIsAskedForIsNotAnError() {
        consumer.wakeupsInPosition = 1;
        rounds(5);
        assertThat(posted).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void nothingIsPostedWhenTheAnswerToAPlanComesWithTheRevocation() {
        driver.round();
        driver.onPartitionsRevoked(List.of(PARTITION));
        List.copyOf(consumer.answers).forEach(Runnable::run);
        carryOut();
        assertThat(posted).isEmpty();
    }

    @Test
    void aSenderThatThrowsHoldsItsLaneUpNoLongerThanAFailure() {
        receiver = () -> {
            throw new IllegalStateException("a bug");
        };
        rounds(4);
        assertThat(posted).hasSize(1);
        receiver = () -> new Outcome.Delivered("");
        clock.advance(Duration.ofSeconds(11));
        rounds(5);
        assertThat(posted).hasSize(2);
        assertThat(committed()).isEqualTo(1);
    }
}
