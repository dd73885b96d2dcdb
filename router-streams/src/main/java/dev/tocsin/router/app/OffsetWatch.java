package dev.tocsin.router.app;

import dev.tocsin.router.app.Backlog.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks Kafka how far the routing is. Kafka Streams' own view stands still with the thread that it is about, and a
 * thread that stands still is what has to be seen.
 */
final class OffsetWatch implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Admin admin;
    private final String group;
    private final String topic;

    /** Owns this client from now on. */
    OffsetWatch(Admin admin, String group, String topic) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
    }

    /**
     * Where these partitions are; nothing when Kafka does not answer in time.
     *
     * @param readUpTo when the last record read from a partition was appended
     */
    Optional<Map<Integer, Position>> positions(Set<Integer> partitions, IntFunction<Optional<Instant>> readUpTo)
            throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, ListOffsetsResultInfo> ends = answer(admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(this::partition, partition -> OffsetSpec.latest())))
                    .all());
            Map<Integer, Position> positions = new HashMap<>();
            ends.forEach((partition, end) -> {
                OffsetAndMetadata known = committed.get(partition);
                int number = partition.partition();
                positions.put(
                        number, new Position(known == null ? 0 : known.offset(), end.offset(), readUpTo.apply(number)));
            });
            return Optional.of(positions);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // What it still waits for is of no use any more.
        admin.close(Duration.ZERO);
    }
}
