package dev.tocsin.history.parked;

import dev.tocsin.history.log.HistoryException;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * A decision that what is parked need not be told.
 *
 * @param who decided
 * @param why in a few words
 * @param at when
 */
public record Discard(String who, String why, Instant at) {
    /** So many at a time: what was done before a failure stays done. */
    private static final int TOGETHER = 500;

    /** Refuses a decision without a name or a reason. */
    public Discard {
        if (who.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("a discard needs who decided, and why");
        }
    }

    /**
     * What is written to {@code deliveries}. Of what a replay could not tell also what it was about: the next one would
     * find it missed.
     */
    List<DeliveryEntry> entries(ParkedAlert parked) {
        Place place = parked.place();
        Stream<DeliveryEntry> covered = parked.routed().replay().stream()
                .flatMap(replay -> replay.covers().stream()
                        .map(stretch -> entry(
                                parked,
                                stretch.seq(),
                                new Place(stretch.topic(), stretch.partition(), stretch.last()),
                                stretch.first())));
        return Stream.concat(Stream.of(entry(parked, parked.routed().seq(), place, place.offset())), covered)
                .toList();
    }

    private DeliveryEntry entry(ParkedAlert parked, long seq, Place place, long first) {
        return new DeliveryEntry(
                parked.routed().identity(),
                seq,
                parked.routed().reason(),
                parked.receiver(),
                place,
                first,
                End.DISCARDED,
                1,
                "",
                who + ": " + why + " (parked: " + parked.reason() + ")",
                parked.routed().received().receivedAt(),
                at);
    }

    /**
     * Takes these out of {@code deliveries.parked}; {@code deliveries} says who and why, and is written first. Again, it
     * changes nothing. Returns how many are done when Kafka has them all.
     *
     * @param producer that waits for all replicas
     * @throws HistoryException when Kafka does not take them; some may be done
     */
    public int carryOut(Producer<byte[], byte[]> producer, Topics topics, List<ParkedAlert> alerts, Duration timeout) {
        for (int from = 0; from < alerts.size(); from += TOGETHER) {
            List<ParkedAlert> some = alerts.subList(from, Math.min(alerts.size(), from + TOGETHER));
            send(
                    producer,
                    some.stream()
                            .flatMap(parked -> entries(parked).stream())
                            .map(entry ->
                                    topics.deliveries().record(entry.identity().toString(), entry))
                            .toList(),
                    timeout);
            send(
                    producer,
                    some.stream().map(parked -> tombstone(topics, parked)).toList(),
                    timeout);
        }
        return alerts.size();
    }

    private static ProducerRecord<byte[], byte[]> tombstone(Topics topics, ParkedAlert parked) {
        return new ProducerRecord<>(topics.parked().name(), Topic.bytes(parked.key()), null);
    }

    private static void send(
            Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records, Duration timeout) {
        List<Future<?>> sent = new ArrayList<>();
        try {
            records.forEach(next -> sent.add(producer.send(next)));
            for (Future<?> each : sent) {
                each.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | KafkaException e) {
            throw new HistoryException("Kafka did not take it: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new HistoryException("Kafka did not take it within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }
}
