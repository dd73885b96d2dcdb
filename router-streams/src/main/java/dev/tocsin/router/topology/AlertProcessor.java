package dev.tocsin.router.topology;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Brings records and the passing of time to the router of a partition. Stream thread only. */
final class AlertProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    private final Wiring wiring;
    /** Made anew whenever the task is, also when its stores were restored after an aborted transaction. */
    private @Nullable PartitionRouter router;

    private @Nullable Cancellable timer;

    AlertProcessor(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        PartitionRouter made = new PartitionRouter(wiring, context);
        // On the second for all partitions, for each that had its timer wants a commit, and they share it then.
        timer = context.schedule(Instant.EPOCH, Timers.EVERY, PunctuationType.WALL_CLOCK_TIME, time -> made.tick());
        made.report();
        router = made;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Objects.requireNonNull(router, "not initialised").route(record);
    }

    /**
     * A task that is made anew keeps its timers, and those of the old router would go by what it remembers of the
     * transaction that was aborted.
     */
    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (router != null) {
            router.release();
            router = null;
        }
    }
}
