package dev.tocsin.notifier.lane;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest of {@code deliveries} and follows it, so that this process knows what it has told before its start and
 * what others tell. A convenience: nobody waits for it, and when Kafka fails it begins again. Belongs to no group and
 * keeps nothing.
 */
public final class DeliveryReader implements AutoCloseable {
    /** How many entries are read at the start, all partitions together. */
    static final int TAIL = 20_000;
    /** How old they may be. */
    static final Duration OLDEST = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(DeliveryReader.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Topic<DeliveryEntry> topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final java.util.function.Consumer<DeliveryEntry> taker;
    private final Clock clock;
    private final Thread thread = Thread.ofPlatform().name("deliveries").unstarted(this::run);
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean following;
    /** The thread's own. */
    private String failure = "";

    /**
     * Not started yet.
     *
     * @param consumers makes a consumer without a group that neither commits nor resets by itself
     * @param taker of entries, which come more than once
     */
    public DeliveryReader(
            Topic<DeliveryEntry> topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            java.util.function.Consumer<DeliveryEntry> taker,
            Clock clock,
            MeterRegistry registry) {
        this.topic = topic;
        this.consumers = consumers;
        this.taker = taker;
        this.clock = clock;
        Gauge.builder("tocsin.notifier.deliveries.followed", () -> following ? 1 : 0)
                .description(
                        "1 while it is known what was told before and elsewhere, so that replies find their message")
                .register(registry);
    }

    /** Begins to read, if it has not begun yet. */
    public void start() {
        if (stopping.getCount() > 0 && started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                readUntilStopped();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void readUntilStopped() {
        var own = consumers.get();
        consumer = own;
        try {
            Map<TopicPartition, Long> ends = seekToTail(own);
            while (stopping.getCount() > 0) {
                own.poll(ROUND).forEach(this::take);
                ends.entrySet().removeIf(end -> own.position(end.getKey()) >= end.getValue());
                if (ends.isEmpty() && !following) {
                    following = true;
                    failure = "";
                }
            }
        } finally {
            following = false;
            consumer = null;
            closeQuietly(own);
        }
    }

    private Map<TopicPartition, Long> seekToTail(Consumer<byte[], byte[]> own) {
        List<TopicPartition> partitions = own.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic.name() + " yet");
        }
        own.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(own.endOffsets(partitions));
        long oldest = clock.instant().minus(OLDEST).toEpochMilli();
        Map<TopicPartition, @Nullable OffsetAndTimestamp> young = new HashMap<>(own.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> oldest))));
        ends.forEach((partition, end) -> own.seek(partition, start(end, young.get(partition), partitions.size())));
        return ends;
    }

    /** Of an end, the first entry that is young enough, if any is, and how many partitions there are. */
    static long start(long end, @Nullable OffsetAndTimestamp young, int partitions) {
        return Optional.ofNullable(young)
                .map(first -> Math.max(first.offset(), end - TAIL / partitions))
                .orElse(end);
    }

    private void take(ConsumerRecord<byte[], byte[]> next) {
        if (next.value() == null) {
            return;
        }
        try {
            taker.accept(topic.codec().decode(next.value()));
        } catch (UndecodableException e) {
            // Of a newer release, perhaps: then its message is not known here, and what follows it is no reply.
            log.atDebug()
                    .addKeyValue("partition", next.partition())
                    .addKeyValue("offset", next.offset())
                    .log("an entry can't be read");
        }
    }

    private void failed(RuntimeException e) {
        if (stopping.getCount() == 0) {
            return;
        }
        String reason = String.valueOf(e.getMessage());
        if (!reason.equals(failure)) {
            failure = reason;
            log.atWarn().addKeyValue("reason", reason).log("deliveries are not followed; trying again");
        }
        try {
            boolean stopped = stopping.await(BEFORE_ANOTHER.toMillis(), TimeUnit.MILLISECONDS);
            log.atDebug().addKeyValue("stopped", stopped).log("waited after a failure");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static void closeQuietly(Consumer<byte[], byte[]> own) {
        try {
            own.close(CloseOptions.timeout(CLOSE));
        } catch (KafkaException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("the reader of deliveries did not close cleanly");
        }
    }

    /** Ends within a second. */
    @Override
    public void close() {
        stopping.countDown();
        var present = consumer;
        if (present != null) {
            present.wakeup();
        }
        try {
            if (started.get() && !thread.join(ROUND)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
