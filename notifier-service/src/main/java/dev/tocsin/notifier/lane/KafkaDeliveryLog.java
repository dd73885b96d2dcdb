package dev.tocsin.notifier.lane;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps deliveries in {@code deliveries} and {@code deliveries.parked}. */
public final class KafkaDeliveryLog implements DeliveryLog {
    private final Producer<byte[], byte[]> producer;
    private final Topic<DeliveryEntry> deliveries;
    private final Topic<ParkedAlert> parkedTopic;
    private final Executor executor;

    /**
     * A log that uses, and does not close, this producer.
     *
     * @param executor of threads that may block: sending does when no broker answers
     */
    public KafkaDeliveryLog(Producer<byte[], byte[]> producer, Topics topics, Executor executor) {
        this.producer = producer;
        this.deliveries = topics.deliveries();
        this.parkedTopic = topics.parked();
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Void> append(
            List<DeliveryEntry> entries, List<ParkedAlert> parked, List<String> unparked) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            // Put into bytes there too: the caller has other lanes to see to.
            executor.execute(() -> send(entries, parked, unparked, done));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    private void send(
            List<DeliveryEntry> entries,
            List<ParkedAlert> parked,
            List<String> unparked,
            CompletableFuture<Void> done) {
        try {
            List<ProducerRecord<byte[], byte[]>> records = records(entries, parked, unparked);
            AtomicInteger missing = new AtomicInteger(records.size());
            for (ProducerRecord<byte[], byte[]> next : records) {
                // The callback says all that the returned future could.
                var _ = producer.send(next, (metadata, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    } else if (missing.decrementAndGet() == 0) {
                        done.complete(null);
                    }
                });
            }
        } catch (RuntimeException e) {
            // A closed producer, or one that was fenced: the caller asks again.
            done.completeExceptionally(e);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(
            List<DeliveryEntry> entries, List<ParkedAlert> parked, List<String> unparked) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(entries.size());
        parked.forEach(alert -> records.add(parkedTopic.record(alert.key(), alert)));
        unparked.forEach(key -> records.add(new ProducerRecord<>(parkedTopic.name(), Topic.bytes(key), null)));
        entries.forEach(entry -> records.add(deliveries.record(entry.identity().toString(), entry)));
        return records;
    }
}
