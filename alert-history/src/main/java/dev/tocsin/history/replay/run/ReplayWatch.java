package dev.tocsin.history.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Presents;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows what becomes of tellings, and how the alerts are that are still to be told: a plan grows old while it waits.
 * Belongs to no group. For one thread.
 */
final class ReplayWatch implements AutoCloseable {
    private final Topics topics;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Duration patience;
    private final List<TopicPartition> deliveries;
    private List<TopicPartition> states = List.of();
    private Set<String> wanted = Set.of();
    private Consumer<DeliveryEntry> taker = entry -> {};
    private final Map<String, Optional<AlertState>> changed = new HashMap<>();

    /** From here on it misses nothing that becomes of tellings: to be made before anything is planned. */
    ReplayWatch(Cluster cluster) {
        this.topics = cluster.topics();
        this.patience = cluster.patience();
        this.consumer = cluster.consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        this.deliveries = partitions(topics.deliveries().name());
        consumer.assign(deliveries);
        consumer.endOffsets(deliveries).forEach(consumer::seek);
    }

    /**
     * Goes on with what was planned.
     *
     * @param entries whose states are wanted
     * @param read up to where the states are known
     * @param whatBecame of tellings goes there
     */
    void follow(Collection<Plan.Entry> entries, Extent read, Consumer<DeliveryEntry> whatBecame) {
        taker = whatBecame;
        wanted = entries.stream()
                .map(entry -> entry.routed().identity().toString())
                .collect(Collectors.toSet());
        states = wanted.isEmpty() ? List.of() : partitions(topics.state().name());
        consumer.assign(Stream.concat(deliveries.stream(), states.stream()).toList());
        // Where nothing was read nothing stood.
        consumer.beginningOffsets(states)
                .forEach((partition, first) -> consumer.seek(
                        partition,
                        Optional.ofNullable(read.ranges().get(partition))
                                .map(Extent.Range::to)
                                .orElse(first)));
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Takes what came, after this long at most. */
    void follow(Duration wait) {
        consumer.poll(wait).forEach(this::take);
    }

    /**
     * Takes all states that stand there now.
     *
     * @throws HistoryException when that takes too long
     */
    void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(states);
        long begun = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new HistoryException(
                        "Kafka did not bring " + topics.state().name() + " within " + patience.toSeconds() + " s");
            }
            follow(Duration.ofMillis(100));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> next) {
        try {
            if (next.topic().equals(topics.deliveries().name())) {
                if (next.value() != null) {
                    taker.accept(topics.deliveries().codec().decode(next.value()));
                }
                return;
            }
            String identity = new String(next.key(), UTF_8);
            if (wanted.contains(identity)) {
                changed.put(
                        identity,
                        Optional.ofNullable(next.value()).map(topics.state().codec()::decode));
            }
        } catch (UndecodableException _) {
            // Of a newer release, and none that a lane of this one wrote: what it is about is not ours, or is found
            // told
            // when this replay is asked for again.
            return;
        }
    }

    /** How the alert is at this moment. */
    Present present(Plan.Entry entry, Instant now) {
        Optional<AlertState> known =
                changed.getOrDefault(entry.routed().identity().toString(), Optional.empty());
        if (changed.containsKey(entry.routed().identity().toString())) {
            return Presents.of(known, now);
        }
        Present planned = entry.present();
        Instant since = planned.state() == Present.State.UNKNOWN ? now : planned.since();
        return new Present(planned.state(), since, planned.seq(), now);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
