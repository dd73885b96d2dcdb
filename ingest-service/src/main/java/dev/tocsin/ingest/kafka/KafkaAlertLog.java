package dev.tocsin.ingest.kafka;

import dev.tocsin.ingest.intake.AlertLog;
import dev.tocsin.ingest.intake.Appended;
import dev.tocsin.ingest.intake.LogBatch;
import dev.tocsin.ingest.intake.LogEntry;
import dev.tocsin.ingest.kafka.CircuitBreaker.Admission;
import dev.tocsin.ingest.kafka.CircuitBreaker.State;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Keeps alerts in {@code alerts.received}: idempotent, acknowledged by every replica in sync, refused while Kafka is away. */
public final class KafkaAlertLog implements AlertLog, Component {
    /** One send() blocks for half a second at most; a batch of which several do has no chance. */
    private static final Duration LONGEST_HAND_OVER = Duration.ofMillis(700);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String topic;
    private final ProducerSlot slot;
    private final CircuitBreaker breaker;
    private final ClusterWatch watch;
    private final LongSupplier nanos;

    /**
     * A log in this cluster; nothing connects before {@link #start}.
     *
     * @param replicas of the topic if it has to be created, see {@link dev.tocsin.wire.topic.TopicSetup}
     * @param bytesInFlight as many as are ever under way at once
     * @param nanos a clock that never jumps
     */
    public KafkaAlertLog(KafkaSettings kafka, Topics topics, short replicas, int bytesInFlight, LongSupplier nanos) {
        this.topic = topics.received().name();
        this.nanos = nanos;
        this.breaker = new CircuitBreaker(nanos);
        this.slot = new ProducerSlot(
                () -> new KafkaProducer<byte[], byte[]>(ProducerSettings.of(kafka, topics, bytesInFlight)),
                topic,
                nanos);
        this.watch = new ClusterWatch(new KafkaCluster(kafka, topics, replicas), slot, breaker);
    }

    KafkaAlertLog(String topic, ProducerSlot slot, CircuitBreaker breaker, ClusterWatch watch, LongSupplier nanos) {
        this.topic = topic;
        this.slot = slot;
        this.breaker = breaker;
        this.watch = watch;
        this.nanos = nanos;
    }

    /** Shows the breaker: 0 closed, 1 on trial, 2 open. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tocsin.ingest.breaker", breaker, KafkaAlertLog::openness)
                .description("Whether Kafka is written to: 0 yes, 1 on trial, 2 no")
                .strongReference(true)
                .register(registry);
    }

    private static int openness(CircuitBreaker breaker) {
        return switch (breaker.state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void start() {
        watch.start();
    }

    @Override
    public CheckResult check() {
        return breaker.state() == State.OPEN ? CheckResult.failed(breaker.reason()) : CheckResult.ok();
    }

    @Override
    public void close() {
        watch.close();
        slot.end(LAST_WORDS);
    }

    @Override
    public CompletableFuture<Appended> append(LogBatch batch) {
        return switch (breaker.admit()) {
            case Admission.Denied(String reason) -> unavailable(reason);
            case Admission.Admitted(long term) -> write(batch, term);
        };
    }

    private CompletableFuture<Appended> write(LogBatch batch, long term) {
        Producer<byte[], byte[]> producer = slot.current();
        if (producer == null) {
            breaker.inconclusive(term);
            return unavailable("Kafka's producer is being replaced");
        }
        Pending pending = new Pending(batch.entries().size());
        handOver(batch, producer, pending);
        return pending.done().thenApply(settled -> conclude(settled, producer, term));
    }

    /** Records of one key go to one partition in this order, and the idempotent producer keeps it over its retries. */
    private void handOver(LogBatch batch, Producer<byte[], byte[]> producer, Pending pending) {
        long start = nanos.getAsLong();
        int sent = 0;
        for (LogEntry entry : batch.entries()) {
            Exception stop = pending.failure();
            if (stop == null && nanos.getAsLong() - start > LONGEST_HAND_OVER.toNanos()) {
                stop = new KafkaException("handing over the records takes too long");
            }
            if (stop == null) {
                stop = send(record(batch, entry), producer, pending);
            }
            if (stop != null) {
                pending.settle(batch.entries().size() - sent, stop);
                return;
            }
            sent++;
        }
    }

    /** Why the record could not even be handed over, or null. */
    private static @Nullable Exception send(
            ProducerRecord<byte[], byte[]> message, Producer<byte[], byte[]> producer, Pending pending) {
        try {
            var _ = producer.send(message, (metadata, failure) -> pending.settle(1, failure));
            return null;
        } catch (InterruptException e) {
            return e;
        } catch (KafkaException | IllegalStateException e) {
            // What belongs to the moment comes by the callback: a producer that throws has failed for good.
            return new IllegalStateException(WriteFailure.sentence(e), e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(LogBatch batch, LogEntry entry) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, Topic.bytes(entry.key()), entry.value());
        message.headers().add(Headers.REQUEST_ID, Headers.bytes(batch.requestId()));
        batch.traceparent().ifPresent(trace -> message.headers().add(Headers.TRACEPARENT, Headers.bytes(trace)));
        return message;
    }

    private Appended conclude(Pending settled, Producer<byte[], byte[]> producer, long term) {
        Exception failure = settled.failure();
        if (failure == null) {
            breaker.succeeded();
            return new Appended.Written();
        }
        String reason = WriteFailure.sentence(failure);
        switch (WriteFailure.of(failure)) {
            case OF_THE_RECORD -> breaker.inconclusive(term);
            case OF_THE_MOMENT -> breaker.failed(term, reason);
            case OF_THE_PRODUCER -> {
                slot.spend(producer);
                breaker.trip(reason);
            }
        }
        return new Appended.Unavailable(reason);
    }

    private static CompletableFuture<Appended> unavailable(String reason) {
        return CompletableFuture.completedFuture(new Appended.Unavailable(reason));
    }
}
