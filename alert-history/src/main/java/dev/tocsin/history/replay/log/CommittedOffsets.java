package dev.tocsin.history.replay.log;

import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.Offsets;
import dev.tocsin.history.replay.Window.Partition;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks how far the receivers' groups are, those of receivers that left the configuration too. */
final class CommittedOffsets {
    private final Admin admin;
    private final String prefix;
    private final Duration patience;

    CommittedOffsets(Admin admin, Topics topics, Duration patience) {
        this.admin = admin;
        this.prefix = topics.receiverGroups();
        this.patience = patience;
    }

    Offsets read() {
        Collection<String> groups = got(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
        if (groups.isEmpty()) {
            return new Offsets(Map.of());
        }
        // Without partitions a specification asks for all of them.
        Map<String, ListConsumerGroupOffsetsSpec> all =
                groups.stream().collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<Partition, Long>> byReceiver = new HashMap<>();
        got(admin.listConsumerGroupOffsets(all).all())
                .forEach((group, offsets) -> byReceiver.put(group.substring(prefix.length()), committed(offsets)));
        return new Offsets(byReceiver);
    }

    private static Map<Partition, Long> committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<Partition, Long> committed = new HashMap<>();
        // Kafka says null for a partition without one.
        new HashMap<TopicPartition, @Nullable OffsetAndMetadata>(offsets).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(new Partition(partition.topic(), partition.partition()), offset.offset());
            }
        });
        return committed;
    }

    private <T> T got(KafkaFuture<T> answer) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new HistoryException("Kafka did not say how far the receivers are: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new HistoryException(
                    "Kafka did not say within " + patience.toSeconds() + " s how far the receivers are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }
}
