package dev.tocsin.notifier.app;

import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.notifier.delivery.IndexedDeliveryLog;
import dev.tocsin.notifier.delivery.ParentIndex;
import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.lane.DeliveryReader;
import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Which messages began what: from what this process writes down, and from {@code deliveries} once a receiver has threads. */
final class Threads implements AutoCloseable {
    private static final int CAPACITY = 50_000;

    private final ParentIndex index = new ParentIndex(CAPACITY);
    private final DeliveryReader reader;

    Threads(NotifierClients clients, Topics topics, Clock clock, MeterRegistry registry) {
        this.reader = new DeliveryReader(topics.deliveries(), clients::reader, index::learn, clock, registry);
    }

    /** This log, from which the index learns. */
    DeliveryLog learningFrom(DeliveryLog log) {
        return new IndexedDeliveryLog(log, index);
    }

    /** The parents at a receiver. The first one makes it worth reading. */
    Parents at(String receiver) {
        reader.start();
        return index.at(receiver);
    }

    @Override
    public void close() {
        reader.close();
    }
}
