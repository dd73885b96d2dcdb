package dev.tocsin.notifier.lane;

import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one receiver is told by this process: a thread that reads the severity topics and drives the lanes.
 * When Kafka fails for good it begins again with a new consumer, after a wait.
 */
public final class ReceiverConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReceiverConsumer.class);
    /** Four heartbeats. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(6);

    private final ReceiverSettings settings;
    private final LanePorts ports;
    private final LaneMetrics metrics;
    private final Topics topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final LaneStarts starts;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable LaneDriver driver;
    private volatile String failure = "";

    /**
     * Not started yet.
     *
     * @param consumers makes a consumer of the receiver's group that neither commits nor resets by itself
     */
    public ReceiverConsumer(
            ReceiverSettings settings,
            LanePorts ports,
            Topics topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Admin admin,
            MeterRegistry registry) {
        this.settings = settings;
        this.ports = ports;
        this.topics = topics;
        this.consumers = consumers;
        this.metrics = new LaneMetrics(registry, ports.clock(), settings.receiver());
        this.starts = new LaneStarts(admin, topics.receiverGroup(settings.receiver()), ports.clock(), ADMIN_TIMEOUT);
        this.thread =
                Thread.ofPlatform().name("receiver-" + settings.receiver()).unstarted(this::run);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** The receiver. */
    public String receiver() {
        return settings.receiver();
    }

    /** What keeps it from reading, or nothing when all is well. A receiver that takes no messages is well here. */
    public Optional<String> check() {
        if (!failure.isEmpty()) {
            return Optional.of(failure);
        }
        LaneDriver present = driver;
        if (present == null || !present.joined()) {
            return Optional.of("receiver " + settings.receiver() + " has not joined its consumer group yet");
        }
        return present.silence().compareTo(LONGEST_SILENCE) > 0
                ? Optional.of("receiver " + settings.receiver() + " does not reach Kafka")
                : Optional.empty();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                readUntilStopped();
            } catch (RuntimeException e) {
                // Whatever it was: a receiver that nobody reads for is worse than one that is read for again.
                failed(e);
            }
        }
    }

    private void readUntilStopped() {
        Consumer<byte[], byte[]> own = consumers.get();
        consumer = own;
        LaneDriver driving = new LaneDriver(settings, ports, metrics, own, starts::read);
        try {
            own.subscribe(topics.severityTopics(), driving);
            driver = driving;
            while (stopping.getCount() > 0) {
                driving.round();
                failure = "";
            }
        } finally {
            driver = null;
            closeQuietly(driving);
        }
    }

    private void closeQuietly(LaneDriver driving) {
        try {
            driving.close();
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("receiver", settings.receiver())
                    .addKeyValue("reason", e.getMessage())
                    .log("the consumer did not close cleanly");
        }
    }

    private void failed(RuntimeException e) {
        if (e instanceof WakeupException && stopping.getCount() == 0) {
            return;
        }
        metrics.restarted();
        String reason = "receiver " + settings.receiver() + " can't read from Kafka: " + e.getMessage();
        if (!reason.equals(failure)) {
            failure = reason;
            log.atError()
                    .setCause(e)
                    .addKeyValue("receiver", settings.receiver())
                    .log("reading failed; trying again");
        }
        try {
            boolean stopped = stopping.await(BEFORE_ANOTHER.toMillis(), TimeUnit.MILLISECONDS);
            log.atDebug().addKeyValue("stopped", stopped).log("waited after a failure");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** Finishes what is under way for two seconds at most, hands over and leaves the group. */
    @Override
    public void close() {
        stopping.countDown();
        Consumer<byte[], byte[]> present = consumer;
        if (present != null) {
            present.wakeup();
        }
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.close();
    }
}
