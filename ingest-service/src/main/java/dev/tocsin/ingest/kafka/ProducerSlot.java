package dev.tocsin.ingest.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Holds the producer in use. One that has failed for good is replaced, though not more often than every few seconds. */
final class ProducerSlot {
    private static final Duration BETWEEN_PRODUCERS = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Supplier<? extends Producer<byte[], byte[]>> factory;
    private final String topic;
    private final LongSupplier nanos;

    private volatile @Nullable Producer<byte[], byte[]> current;
    private volatile boolean spent = true;
    private volatile boolean closed;
    /** Guarded by this. */
    private @Nullable Long created;
    /** Guarded by this: whether the producer has found the topic's leaders. */
    private boolean warm;

    ProducerSlot(Supplier<? extends Producer<byte[], byte[]>> factory, String topic, LongSupplier nanos) {
        this.factory = factory;
        this.topic = topic;
        this.nanos = nanos;
    }

    /** The producer in use, or null as long as there is none. */
    @Nullable
    Producer<byte[], byte[]> current() {
        return current;
    }

    /** This producer is of no use any more. */
    void spend(Producer<byte[], byte[]> producer) {
        if (producer.equals(current)) {
            spent = true;
        }
    }

    /**
     * Makes a producer where there is none or a spent one; whether there is one now. For the watch's thread alone.
     *
     * @throws org.apache.kafka.common.KafkaException when it does not find the topic; the next call tries again
     */
    synchronized boolean renew() {
        if (closed || (spent && !replace())) {
            return false;
        }
        Producer<byte[], byte[]> producer = current;
        if (producer != null && !warm) {
            // Else the first requests would wait for it, and on a slow start not long enough.
            var _ = producer.partitionsFor(topic);
            warm = true;
        }
        return true;
    }

    private boolean replace() {
        if (created != null && nanos.getAsLong() - created < BETWEEN_PRODUCERS.toNanos()) {
            return false;
        }
        created = nanos.getAsLong();
        close(LAST_WORDS);
        warm = false;
        current = factory.get();
        spent = false;
        return true;
    }

    /** Ends it for good; what is under way has this long. */
    synchronized void end(Duration timeout) {
        closed = true;
        close(timeout);
    }

    private void close(Duration timeout) {
        Producer<byte[], byte[]> old = current;
        current = null;
        if (old != null) {
            old.close(timeout);
        }
    }
}
