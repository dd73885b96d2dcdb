package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.tocsin.notifier.Routed;
import dev.tocsin.testsupport.ManualClock;
import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReaderTest {
    @ParameterizedTest(name = "of {0} entries, from {1} young enough: from {2}")
    @CsvSource({"100, 0, 0", "100, 60, 60", "5000, 0, 1667", "5000, 4000, 4000", "0, 0, 0"})
    void readsTheTailOfAPartition(long end, long young, long start) {
        assertThat(DeliveryReader.start(end, new OffsetAndTimestamp(young, 1), 6))
                .isEqualTo(start);
    }

    @Test
    void readsNothingOfAPartitionWhereAllIsOld() {
        assertThat(DeliveryReader.start(100, null, 6)).isEqualTo(100);
    }

    @Test
    @Timeout(4)
    void aKafkaThatFailsKeepsNobodyFromClosing() {
        AtomicInteger asked = new AtomicInteger();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        DeliveryReader reader = new DeliveryReader(
                new Topics("").deliveries(),
                () -> {
                    asked.incrementAndGet();
                    throw new KafkaException("no broker");
                },
                entry -> {},
                new ManualClock(Routed.NOON),
                registry);
        reader.start();
        reader.start();
        await().atMost(Duration.ofSeconds(2)).until(() -> asked.get() == 1);
        assertThat(registry.get("tocsin.notifier.deliveries.followed").gauge().value())
                .isZero();
        reader.close();
        assertThatCode(reader::close).doesNotThrowAnyException();
        reader.start();
        assertThat(asked).hasValue(1);
    }
}
