package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.LaneKey;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import dev.tocsin.notifier.lane.LaneStarts.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Drives the lanes of one receiver with one consumer: polls, carries out what the lanes ask for, commits. Everything
 * here runs on the poll thread but for {@link #tell}, by which other threads hand their results in.
 */
final class LaneDriver implements ConsumerRebalanceListener {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration HAND_OVER = Duration.ofMillis(1800);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    private static final Set<String> SIGNS_OF_LIFE = Set.of("last-heartbeat-seconds-ago", "last-rebalance-seconds-ago");

    private final ReceiverSettings settings;
    private final LanePorts ports;
    private final LaneMetrics metrics;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final ReceiverLanes lanes;
    private final LaneActions actions;
    private final Optional<Told> fallback;
    private final LaneIntake intake;
    private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
    private final Trouble trouble;
    /** The lanes that tell the fallback, and what carries out what they ask for. */
    private record Told(FallbackPorts ports, ReceiverLanes lanes, LaneActions actions) {}

    private long pollStartedNanos = System.nanoTime();

    LaneDriver(
            ReceiverSettings settings,
            LanePorts ports,
            LaneMetrics metrics,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Function<Collection<TopicPartition>, Map<TopicPartition, Found>> starts) {
        this.settings = settings;
        this.ports = ports;
        this.metrics = metrics;
        this.consumer = consumer;
        this.lanes = new ReceiverLanes(settings.receiver(), ports.limiter(), ports.random());
        this.trouble = new Trouble(settings.receiver());
        this.actions = new LaneActions(lanes, ports.sender(), ports, metrics, trouble, this::tell);
        this.fallback = ports.fallback().map(this::told);
        this.intake = new LaneIntake(
                settings, ports, metrics, consumer, lanes, fallback.map(Told::lanes), starts, this::tell);
    }

    private Told told(FallbackPorts there) {
        // The fallback's own lanes ask its limiter too, and so do those of others that it stands in for.
        String asking = settings.receiver() + ">" + there.receiver();
        ReceiverLanes teller = new ReceiverLanes(asking, there.limiter(), ports.random());
        return new Told(there, teller, actions.ofFallback(teller, there.sender()));
    }

    /**
     * How long ago the consumer last dealt with its group. Polls say nothing of brokers that have gone: they go on and
     * bring nothing. May be asked on any thread.
     */
    Duration silence() {
        return consumer.metrics().values().stream()
                .filter(metric -> SIGNS_OF_LIFE.contains(metric.metricName().name()))
                .map(metric -> Duration.ofSeconds(((Number) metric.metricValue()).longValue()))
                // What never was is -1.
                .filter(ago -> !ago.isNegative())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Hands something over to the poll thread. */
    private void tell(Runnable event) {
        told.add(event);
        consumer.wakeup();
    }

    /** One poll and all that follows from it. */
    void round() {
        Instant before = ports.clock().instant();
        pollStartedNanos = System.nanoTime();
        intake.take(poll(before));
        for (Runnable event = told.poll(); event != null; event = told.poll()) {
            event.run();
        }
        Instant now = ports.clock().instant();
        intake.readStarts(now);
        if (away(pollStartedNanos)) {
            allLanes().forEach(ReceiverLanes::wasAway);
        }
        actions.perform(lanes.tick(now));
        fallback.ifPresent(there -> {
            lanes.fallBack(there.ports().after(), now);
            there.actions().perform(there.lanes().tick(now));
        });
        commit(lanes.commits(now));
        intake.pauseAndResume();
        metrics.observe(lanes);
        trouble.observe(lanes);
    }

    private ConsumerRecords<byte[], byte[]> poll(Instant now) {
        Duration untilDue = Duration.between(now, wakeAt(now));
        try {
            return consumer.poll(untilDue.isNegative() ? Duration.ZERO : untilDue);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } catch (InvalidOffsetException e) {
            intake.restart(e.partitions(), ports.clock().instant());
            return ConsumerRecords.empty();
        }
    }

    private Instant wakeAt(Instant now) {
        return Stream.concat(allLanes().map(each -> each.wakeAt(now)), Stream.of(now.plus(LONGEST_POLL)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Stream<ReceiverLanes> allLanes() {
        return Stream.concat(Stream.of(lanes), fallback.stream().map(Told::lanes));
    }

    private void performTodos() {
        actions.perform(lanes.takeTodos());
        fallback.ifPresent(there -> there.actions().perform(there.lanes().takeTodos()));
    }

    /** All lanes that have something to commit do so in one request; their posts begin in its callback (B11). */
    private void commit(Map<Lane, Commitment> due) {
        if (due.isEmpty()) {
            return;
        }
        long polledNanos = pollStartedNanos;
        consumer.commitAsync(offsets(due), (offsets, failure) -> {
            Instant now = ports.clock().instant();
            if (failure != null) {
                trouble.notCommitted(failure);
                lanes.notCommitted(due.keySet(), now);
                return;
            }
            trouble.committed();
            // A process that was stopped for a while may have lost its partitions without knowing yet. What counts is
            // the poll before the commit was asked for: the one that brings the answer has only just begun.
            lanes.committed(due, now, !away(polledNanos));
            performTodos();
        });
    }

    /** Whether so much time has passed since then that the group may have given this process up. */
    private boolean away(long sinceNanos) {
        Duration since = Duration.ofNanos(System.nanoTime() - sinceNanos);
        return since.compareTo(settings.sessionTimeout().dividedBy(2)) >= 0;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Lane, Commitment> commitments) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        commitments.forEach((lane, commitment) -> offsets.put(
                new TopicPartition(lane.key().topic(), lane.key().partition()),
                new OffsetAndMetadata(commitment.offset(), CommitMetadata.write(commitment))));
        return offsets;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        intake.assigned(partitions);
        // Now, not after the poll that this is a part of: with all partitions paused it lasts as long as it may.
        intake.readStarts(ports.clock().instant());
    }

    /** Waits a moment for what is under way, commits, and lets go. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<LaneKey> keys = partitions.stream().map(this::key).toList();
        lanes.handOver(keys);
        List<LaneKey> there = there(keys);
        fallback.ifPresent(told -> told.lanes().handOver(there));
        long deadline = System.nanoTime() + HAND_OVER.toNanos();
        try {
            while (!quiet(keys, there) && System.nanoTime() < deadline) {
                Runnable event = told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    event.run();
                }
                performTodos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<Lane, Commitment> last = keys.stream()
                .flatMap(key -> lanes.lane(key).stream())
                .collect(Collectors.toMap(lane -> lane, Lane::commitment));
        commitLast(offsets(last));
        intake.gone(partitions);
    }

    /** The same lanes as they tell the fallback. */
    private List<LaneKey> there(List<LaneKey> keys) {
        return fallback.stream()
                .flatMap(told -> keys.stream().map(key -> key.at(told.ports().receiver())))
                .toList();
    }

    private boolean quiet(List<LaneKey> keys, List<LaneKey> there) {
        return lanes.quiet(keys)
                && fallback.filter(told -> !told.lanes().quiet(there)).isEmpty();
    }

    private void commitLast(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + LAST_COMMIT.toNanos();
        while (true) {
            try {
                consumer.commitSync(offsets, LAST_COMMIT);
                return;
            } catch (WakeupException e) {
                // Meant for the poll that we are not in; every thread that hands in a result sends one.
                if (System.nanoTime() > deadline) {
                    trouble.notCommitted(e);
                    return;
                }
            } catch (KafkaException e) {
                // The next owner repeats the batch under the same id.
                trouble.notCommitted(e);
                return;
            }
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        intake.gone(partitions);
    }

    private LaneKey key(TopicPartition partition) {
        return new LaneKey(settings.receiver(), partition.topic(), partition.partition());
    }

    /** Hands over and leaves the group, so that others take over at once. */
    void close() {
        consumer.close(CloseOptions.timeout(HAND_OVER.plus(LAST_COMMIT).plusSeconds(1))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /** Whether this consumer has been given partitions and reads them, or why not. */
    boolean joined() {
        return intake.joined();
    }
}
