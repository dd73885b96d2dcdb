package dev.tocsin.history.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks how far groups are. To be asked before topics are read: whoever goes on meanwhile is then found there.
 *
 * @param admin asks, and is not closed
 * @param patience for how long the cluster may leave each of two questions open
 */
public record GroupOffsets(Admin admin, Duration patience) {
    /**
     * What the groups with such ids have committed, by group and partition; one that has committed nothing is empty.
     *
     * @throws HistoryException when the cluster does not answer
     */
    public Map<String, Map<TopicPartition, OffsetAndMetadata>> of(Predicate<String> ids) {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
        // Without partitions a specification asks for all of them.
        answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(ids)
                .forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        if (!wanted.isEmpty()) {
            answer(admin.listConsumerGroupOffsets(wanted).all())
                    .forEach((group, offsets) -> committed.put(group, committed(offsets)));
        }
        return committed;
    }

    /** Kafka says null for a partition without an offset. */
    private static Map<TopicPartition, OffsetAndMetadata> committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        new HashMap<TopicPartition, @Nullable OffsetAndMetadata>(offsets).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset);
            }
        });
        return committed;
    }

    private <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new HistoryException("Kafka did not say how far the groups are: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new HistoryException(
                    "Kafka did not say within " + patience.toSeconds() + " s how far the groups are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }
}
