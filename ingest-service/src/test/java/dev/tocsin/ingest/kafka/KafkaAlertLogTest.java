package dev.tocsin.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.intake.Appended;
import dev.tocsin.ingest.intake.LogBatch;
import dev.tocsin.ingest.intake.LogEntry;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaAlertLogTest {
    private static final CheckResult.Ok WELL = new CheckResult.Ok();

    private final AtomicLong nanos = new AtomicLong();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private boolean withoutTopic;

    private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);
    private final ProducerSlot slot = new ProducerSlot(this::producer, "alerts.received", nanos::get);
    private final ClusterWatch watch = new ClusterWatch(new ReachableCluster(), slot, breaker);
    private final KafkaAlertLog log = new KafkaAlertLog("alerts.received", slot, breaker, watch, nanos::get);

    /** A cluster that always answers. */
    private record ReachableCluster() implements Cluster {
        @Override
        public void probe() {}

        @Override
        public void close() {}
    }

    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.partitionsForException = withoutTopic ? new TimeoutException("no metadata") : null;
        producers.add(producer);
        return producer;
    }

    private static LogBatch batch(String... keys) {
        List<LogEntry> entries = new ArrayList<>();
        for (String key : keys) {
            entries.add(new LogEntry(key, new byte[] {1}));
        }
        return new LogBatch("request-1", Optional.of("trace"), entries);
    }

    @Test
    void answersWhenTheLastRecordIsAcknowledged() {
        watch.probe();

        CompletableFuture<Appended> appended = log.append(batch("a", "b"));
        assertThat(producers.getFirst().completeNext()).isTrue();
        assertThat(appended).isNotDone();
        assertThat(producers.getFirst().completeNext()).isTrue();

        assertThat(appended).isCompletedWithValue(new Appended.Written());
        assertThat(producers.getFirst().history()).allSatisfy(written -> {
            assertThat(written.topic()).isEqualTo("alerts.received");
            assertThat(Headers.text(written.headers(), Headers.REQUEST_ID)).contains("request-1");
            assertThat(Headers.text(written.headers(), Headers.TRACEPARENT)).contains("trace");
        });
        assertThat(producers.getFirst().history())
                .extracting(written -> new String(written.key(), StandardCharsets.UTF_8))
                .containsExactly("a", "b");
    }

    @Test
    void oneFailedRecordFailsTheBatchOnceTheOthersAreKnown() {
        watch.probe();

        CompletableFuture<Appended> appended = log.append(batch("a", "b"));
        assertThat(producers.getFirst().errorNext(new TimeoutException("expired")))
                .isTrue();
        assertThat(appended).isNotDone();
        assertThat(producers.getFirst().completeNext()).isTrue();

        assertThat(appended).isCompletedWithValue(new Appended.Unavailable("TimeoutException: expired"));
    }

    @Test
    void refusesAtOnceBeforeTheClusterWasReached() {
        assertThat(log.append(batch("a")))
                .isCompletedWithValue(new Appended.Unavailable("Kafka has not been reached yet"));
        assertThat(producers).isEmpty();
    }

    @Test
    void takesNothingBeforeTheProducerHasFoundTheTopic() {
        withoutTopic = true;
        watch.probe();
        assertThat(log.check()).isEqualTo(CheckResult.failed("TimeoutException: no metadata"));

        producers.getFirst().partitionsForException = null;
        watch.probe();

        assertThat(log.check()).isEqualTo(WELL);
        assertThat(producers).hasSize(1);
    }

    @Test
    void threeFailuresInARowOpenTheBreaker() {
        watch.probe();
        for (int i = 0; i < 3; i++) {
            var _ = log.append(batch("a"));
            assertThat(producers.getFirst().errorNext(new TimeoutException("expired")))
                    .isTrue();
        }

        assertThat(log.append(batch("a"))).isCompletedWithValue(new Appended.Unavailable("TimeoutException: expired"));
        assertThat(producers.getFirst().history()).hasSize(3);
        assertThat(log.check()).isEqualTo(CheckResult.failed("TimeoutException: expired"));
    }

    @Test
    void aRecordThatKafkaDoesNotWantSaysNothingAboutOthers() {
        watch.probe();
        for (int i = 0; i < 5; i++) {
            var _ = log.append(batch("a"));
            assertThat(producers.getFirst().errorNext(new RecordTooLargeException("max.message.bytes")))
                    .isTrue();
        }

        assertThat(log.check()).isEqualTo(WELL);
    }

    @Test
    void aProducerThatFailedForGoodIsReplacedAfterAPause() {
        watch.probe();
        CompletableFuture<Appended> appended = log.append(batch("a"));
        assertThat(producers.getFirst().errorNext(new ClusterAuthorizationException("denied")))
                .isTrue();
        assertThat(appended).isCompletedWithValue(new Appended.Unavailable("ClusterAuthorizationException: denied"));
        assertThat(log.check()).isEqualTo(CheckResult.failed("ClusterAuthorizationException: denied"));

        watch.probe();
        assertThat(producers).as("not at once").hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        watch.probe();

        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        CompletableFuture<Appended> again = log.append(batch("a"));
        assertThat(producers.getLast().completeNext()).isTrue();
        assertThat(again).isCompletedWithValue(new Appended.Written());
        assertThat(log.check()).isEqualTo(WELL);
    }

    @Test
    void aProducerThatThrowsIsReplacedToo() {
        watch.probe();
        producers.getFirst().close();

        assertThat(log.append(batch("a", "b"))).isCompleted();
        assertThat(log.check()).isInstanceOf(CheckResult.Failed.class);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        watch.probe();

        assertThat(producers).hasSize(2);
    }

    @Test
    void closingEndsTheProducerAndMakesNoOther() {
        watch.probe();
        log.close();
        log.close();
        watch.probe();

        assertThat(producers).hasSize(1);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(log.append(batch("a"))).isCompletedWithValueMatching(Appended.Unavailable.class::isInstance);
    }
}
