package dev.tocsin.history.replay.run;

import dev.tocsin.history.past.Cluster;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Does what a notifier does for ops with what replays have written: says what became of it, and only then commits. */
final class StandInReceiver implements AutoCloseable {
    private static final String NAME = "ops";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Topics topics;
    private final End end;
    private final Until until;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final List<RoutedAlert> told = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = Thread.ofPlatform().name("ops").unstarted(this::run);
    private volatile boolean closing;

    /** How far it comes with each, as if it were killed then. */
    enum Until {
        /** It says what became of it. */
        ENTRIES,
        /** What was told is not parked any more. */
        TOMBSTONES,
        /** All of it. */
        COMMIT
    }

    /** Goes on where ops is; everything ends so: delivered, or parked. */
    StandInReceiver(Cluster cluster, End end) {
        this(cluster, end, Until.COMMIT);
    }

    /** Comes only so far with each. */
    StandInReceiver(Cluster cluster, End end, Until until) {
        this.topics = cluster.topics();
        this.end = end;
        this.until = until;
        this.consumer = ops(cluster);
        this.producer = cluster.producer();
        thread.start();
    }

    private static Consumer<byte[], byte[]> ops(Cluster cluster) {
        return cluster.consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                cluster.topics().receiverGroup(NAME),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none"));
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Topics topics) {
        return Severities.standard().ordered().stream()
                .flatMap(severity ->
                        consumer.partitionsFor(topics.severity(severity.name()).name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Ops has passed all that stands there now. */
    static void passesAll(Cluster cluster) {
        try (Consumer<byte[], byte[]> consumer = ops(cluster)) {
            List<TopicPartition> partitions = partitions(consumer, cluster.topics());
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach(consumer::seek);
            consumer.commitSync();
        }
    }

    /** What it was told, in order. */
    List<RoutedAlert> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    private void run() {
        try (consumer;
                producer) {
            consumer.assign(partitions(consumer, topics));
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
                    if (Headers.text(next.headers(), Headers.REPLAY_ID).isPresent()) {
                        take(topics.severity("any").codec().decode(next.value()), next);
                    }
                }
                producer.flush();
                if (until == Until.COMMIT) {
                    consumer.commitSync();
                }
            }
        }
    }

    private void take(RoutedAlert routed, ConsumerRecord<byte[], byte[]> next) {
        told.add(routed);
        Place place = new Place(next.topic(), next.partition(), next.offset());
        if (end == End.PARKED) {
            ParkedAlert parked = new ParkedAlert(routed, NAME, place, "400 again", routed.routedAt());
            send(topics.parked().record(parked.key(), parked));
            deliveries(routed, Stream.of(entry(routed, place, place.offset(), routed.seq(), end)));
            return;
        }
        Stream<DeliveryEntry> covers = routed.replay().orElseThrow().covers().stream()
                .map(stretch -> entry(
                        routed,
                        new Place(stretch.topic(), stretch.partition(), stretch.last()),
                        stretch.first(),
                        stretch.seq(),
                        End.REPLAYED));
        deliveries(routed, Stream.concat(Stream.of(entry(routed, place, place.offset(), routed.seq(), end)), covers));
        if (until != Until.ENTRIES) {
            unpark(routed);
        }
    }

    private void unpark(RoutedAlert routed) {
        routed.replay()
                .orElseThrow()
                .parked()
                .forEach(seq -> send(new ProducerRecord<>(
                        topics.parked().name(), Topic.bytes(ParkedAlert.key(NAME, routed.identity(), seq)), null)));
    }

    private void deliveries(RoutedAlert routed, Stream<DeliveryEntry> entries) {
        entries.forEach(
                entry -> send(topics.deliveries().record(routed.identity().toString(), entry)));
    }

    private static DeliveryEntry entry(RoutedAlert routed, Place place, long first, long seq, End end) {
        return new DeliveryEntry(
                routed.identity(),
                seq,
                Reason.REPLAY,
                NAME,
                place,
                first,
                end,
                1,
                "message",
                end == End.REPLAYED ? routed.replay().orElseThrow().id() : "",
                routed.received().receivedAt(),
                routed.routedAt());
    }

    private void send(ProducerRecord<byte[], byte[]> made) {
        var _ = producer.send(made);
    }

    /** It is away. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(STOPPING)) {
                throw new IllegalStateException("it does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
