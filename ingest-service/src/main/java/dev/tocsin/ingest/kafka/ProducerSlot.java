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
    private final LongSupplier nanos;

    private volatile @Nullable Producer<byte[], byte[]> current;
    private volatile boolean spent = true;
    private volatile boolean closed;
    /** Guarded by this. */
    private @Nullable Long created;

    ProducerSlot(Supplier<? extends Producer<byte[], byte[]>> factory, LongSupplier nanos) {
        this.factory = factory;
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

    /** Makes a producer where there is none or a spent one; whether there is one now. For the watch's thread alone. */
    synchronized boolean renew() {
        if (closed) {
            return false;
        }
        if (!spent) {
            return true;
        }
        if (created != null && nanos.getAsLong() - created < BETWEEN_PRODUCERS.toNanos()) {
            return false;
        }
        created = nanos.getAsLong();
        close(LAST_WORDS);
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
