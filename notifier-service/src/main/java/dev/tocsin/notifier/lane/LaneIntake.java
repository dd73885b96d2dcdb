package dev.tocsin.notifier.lane;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.LaneKey;
import dev.tocsin.notifier.delivery.LaneRecord;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.delivery.LaneStart;
import dev.tocsin.notifier.delivery.MessageIds;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import dev.tocsin.notifier.lane.LaneStarts.Found;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens lanes for assigned partitions and fills them with what is addressed to the receiver. A partition stays paused
 * until its plan was read: no record reaches a lane before that. Poll thread only.
 */
final class LaneIntake {
    private static final Logger log = LoggerFactory.getLogger(LaneIntake.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final ReceiverSettings settings;
    private final LanePorts ports;
    private final LaneMetrics metrics;
    private final Consumer<byte[], byte[]> consumer;
    private final ReceiverLanes lanes;
    private final Optional<ReceiverLanes> fallback;
    private final Function<Collection<TopicPartition>, Map<TopicPartition, Found>> starts;
    private final java.util.function.Consumer<Runnable> tell;
    /** Partitions whose start is not known yet, each with the number of its present assignment. */
    private final Map<TopicPartition, Long> starting = new HashMap<>();

    private long assignments;

    private Instant askAt = Instant.MIN;
    private boolean asking;
    private volatile boolean joined;

    LaneIntake(
            ReceiverSettings settings,
            LanePorts ports,
            LaneMetrics metrics,
            Consumer<byte[], byte[]> consumer,
            ReceiverLanes lanes,
            Optional<ReceiverLanes> fallback,
            Function<Collection<TopicPartition>, Map<TopicPartition, Found>> starts,
            java.util.function.Consumer<Runnable> tell) {
        this.settings = settings;
        this.ports = ports;
        this.metrics = metrics;
        this.consumer = consumer;
        this.lanes = lanes;
        this.fallback = fallback;
        this.starts = starts;
        this.tell = tell;
    }

    /** Whether partitions were assigned and their starts are known. */
    boolean joined() {
        return joined;
    }

    void assigned(Collection<TopicPartition> partitions) {
        hold(partitions);
        askAt = Instant.MIN;
        joined = starting.isEmpty();
    }

    private void hold(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        for (TopicPartition partition : partitions) {
            // Any position will do while it is paused; without one the consumer would ask for the committed offset.
            consumer.seek(partition, 0);
            starting.put(partition, ++assignments);
        }
    }

    /** Partitions that are no longer ours. */
    void gone(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            close(partition);
            starting.remove(partition);
        }
    }

    private void close(TopicPartition partition) {
        lanes.close(key(partition));
        ports.fallback()
                .ifPresent(there -> fallback.orElseThrow().close(key(partition).at(there.receiver())));
    }

    /** The position of these partitions is gone from the log: their lanes begin anew where the log does. */
    void restart(Collection<TopicPartition> partitions, Instant now) {
        partitions.forEach(this::close);
        hold(partitions);
        askAt = now;
    }

    /** Asks where lanes go on, if there are any to open. */
    void readStarts(Instant now) {
        if (starting.isEmpty() || asking || now.isBefore(askAt)) {
            return;
        }
        asking = true;
        Map<TopicPartition, Long> wanted = Map.copyOf(starting);
        ports.executor().execute(() -> {
            try {
                Map<TopicPartition, Found> found = starts.apply(wanted.keySet());
                tell.accept(() -> open(wanted, found));
            } catch (RuntimeException e) {
                // Whatever it was: without an answer no lane would ever open.
                tell.accept(() -> notFound(e));
            }
        });
    }

    private void notFound(RuntimeException failure) {
        asking = false;
        askAt = ports.clock().instant().plus(ASK_AGAIN);
        log.atWarn()
                .addKeyValue("receiver", settings.receiver())
                .addKeyValue("reason", failure)
                .log("committed offsets could not be read yet");
    }

    private void open(Map<TopicPartition, Long> wanted, Map<TopicPartition, Found> found) {
        asking = false;
        found.forEach((partition, start) -> {
            // An answer to a former assignment may be old: others have delivered since.
            if (starting.remove(partition, wanted.get(partition))) {
                open(partition, start);
            }
        });
        joined = starting.isEmpty();
    }

    private void open(TopicPartition partition, Found found) {
        Instant now = ports.clock().instant();
        LaneKey key = key(partition);
        if (found.gone() > 0) {
            metrics.gone(found.gone());
            log.atError()
                    .addKeyValue("receiver", settings.receiver())
                    .addKeyValue("partition", partition)
                    .addKeyValue("gone", found.gone())
                    .log("the committed offset is gone from the log: going on at its start");
        }
        LaneSettings how = settings.lanes().apply(partition.topic());
        MessageIds ids = new MessageIds(
                settings.cluster(), found.topicId(), key, ports.sender().room());
        Lane lane = new Lane(key, how, ids, found.start(), now);
        // Only the most urgent alerts go elsewhere; the others can wait.
        ports.fallback().filter(there -> how.rank() == 0).ifPresent(there -> openFallback(lane, there, found, now));
        lanes.open(lane, found.start().plan(), now);
        consumer.seek(partition, found.start().readFrom());
        consumer.resume(List.of(partition));
    }

    private void openFallback(Lane lane, FallbackPorts there, Found found, Instant now) {
        LaneKey key = lane.key();
        // Two receivers may have the same fallback: each tells its own batches there.
        MessageIds ids = new MessageIds(
                settings.cluster(),
                found.topicId(),
                key.at(key.receiver() + ">" + there.receiver()),
                there.sender().room());
        LaneStart start = found.start().ofFallback();
        Lane teller = new Lane(key.at(there.receiver()), lane.settings().insteadOf(key.receiver()), ids, start, now);
        fallback.orElseThrow().open(teller, start.plan(), now);
        lane.withFallback(there.receiver(), teller, found.start());
    }

    /** Hands polled records to their lanes, and tells the lanes how far was read. */
    void take(ConsumerRecords<byte[], byte[]> records) {
        Instant now = ports.clock().instant();
        for (TopicPartition partition : records.partitions()) {
            Optional<Lane> lane = lanes.lane(key(partition));
            lane.ifPresent(open -> records.records(partition).forEach(next -> take(open, next, now)));
        }
        for (Lane lane : lanes.all()) {
            try {
                lane.advance(consumer.position(partition(lane.key()), Duration.ZERO));
            } catch (TimeoutException | WakeupException | IllegalStateException e) {
                // Being validated, or revoked a moment ago: it is asked for again after the next poll.
                log.atTrace().addKeyValue("lane", lane.key()).log("position not known now");
            }
        }
    }

    private void take(Lane lane, ConsumerRecord<byte[], byte[]> next, Instant now) {
        if (!Headers.addressedTo(next.headers(), settings.receiver())) {
            return;
        }
        try {
            RoutedAlert routed = Codecs.ROUTED.decode(next.value());
            if (routed.receivers().contains(settings.receiver())) {
                Instant appendedAt = Instant.ofEpochMilli(next.timestamp());
                int bytes = next.serializedValueSize();
                lane.add(new LaneRecord(next.offset(), appendedAt, bytes, routed), now);
            }
        } catch (UndecodableException e) {
            metrics.undecodable();
            log.atError()
                    .addKeyValue("receiver", settings.receiver())
                    .addKeyValue("partition", partition(lane.key()))
                    .addKeyValue("offset", next.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a record that is not a routed alert was skipped");
        }
    }

    /** Reading goes on only where there is room: the backlog stays in Kafka. */
    void pauseAndResume() {
        Set<TopicPartition> pausedNow = consumer.paused();
        for (Lane lane : lanes.all()) {
            TopicPartition partition = partition(lane.key());
            lane.readAgainFrom().ifPresent(offset -> consumer.seek(partition, offset));
            boolean paused = pausedNow.contains(partition);
            if (lane.full() && !lane.spill() && !paused) {
                consumer.pause(List.of(partition));
            } else if (paused && lane.hasRoom()) {
                consumer.resume(List.of(partition));
            }
        }
    }

    private LaneKey key(TopicPartition partition) {
        return new LaneKey(settings.receiver(), partition.topic(), partition.partition());
    }

    private static TopicPartition partition(LaneKey key) {
        return new TopicPartition(key.topic(), key.partition());
    }
}
