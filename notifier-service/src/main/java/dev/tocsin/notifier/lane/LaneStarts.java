package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.LaneStart;
import dev.tocsin.notifier.delivery.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where lanes go on. Blocks, so it is asked from a thread that may wait, never from the poll thread.
 *
 * <p>A receiver that was never seen starts one hour back. A partition without a commit of a receiver that was is read
 * from one hour before the receiver was first seen, which for a new topic is its start. An offset that is gone is said,
 * and the lane goes on at the log's start (hazards.md A4, B13).
 */
final class LaneStarts {
    private static final Duration BEFORE_BIRTH = Duration.ofHours(1);

    private final Admin admin;
    private final String group;
    private final Clock clock;
    private final Duration timeout;

    /**
     * What was found.
     *
     * @param start where the lane goes on
     * @param topicId Kafka's id of the topic
     * @param gone how many records are gone that were still waiting, 0 if all is well
     */
    record Found(LaneStart start, String topicId, long gone) {}

    LaneStarts(Admin admin, String group, Clock clock, Duration timeout) {
        this.admin = admin;
        this.group = group;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Asks for these partitions. Throws IllegalStateException when the cluster does not answer. */
    Map<TopicPartition, Found> read(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Commitment> commitments = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                commitments.put(partition, commitment(offset));
            }
        });
        Instant born = commitments.values().stream()
                .map(Commitment::born)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        Map<String, String> topicIds = topicIds(partitions);
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> births = offsets(
                partitions, OffsetSpec.forTimestamp(born.minus(BEFORE_BIRTH).toEpochMilli()));
        Map<TopicPartition, Found> found = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long start = offset(starts, partition);
            long end = offset(ends, partition);
            long birth = offset(births, partition);
            Commitment committed = commitments.get(partition);
            String topicId = Objects.requireNonNull(topicIds.get(partition.topic()));
            found.put(
                    partition,
                    committed == null
                            ? new Found(fresh(birth < 0 ? end : birth, born), topicId, 0)
                            : resumed(committed, start, end, () -> lately(partition, end), topicId));
        }
        return found;
    }

    private Commitment commitment(OffsetAndMetadata offset) {
        return CommitMetadata.read(offset.offset(), offset.metadata())
                .orElseGet(() -> new Commitment(
                        offset.offset(), Optional.empty(), Totals.NONE, clock.instant(), Optional.empty()));
    }

    private static LaneStart fresh(long position, Instant born) {
        return new LaneStart(position, Optional.empty(), Totals.NONE, born, false);
    }

    /** Where the last hour of a partition begins. */
    private long lately(TopicPartition partition, long end) {
        long found = offset(
                offsets(
                        List.of(partition),
                        OffsetSpec.forTimestamp(
                                clock.instant().minus(BEFORE_BIRTH).toEpochMilli())),
                partition);
        return found < 0 ? end : found;
    }

    /**
     * Goes on where it was. Records that are gone below the start are counted. An end below the offset means that Kafka
     * has lost the last ones: those that came since may be among the last hour's, and all that is older was told.
     */
    static Found resumed(Commitment committed, long start, long end, LongSupplier lately, String topicId) {
        if (committed.offset() >= start && committed.offset() <= end) {
            return new Found(
                    new LaneStart(
                            committed.offset(),
                            committed.plan(),
                            committed.totals(),
                            committed.born(),
                            true,
                            committed.fallback().map(state -> state.since(start))),
                    topicId,
                    0);
        }
        long gone = Math.max(1, start - committed.offset());
        long position = committed.offset() > end ? lately.getAsLong() : start;
        return new Found(
                new LaneStart(
                        position,
                        Optional.empty(),
                        committed.totals(),
                        committed.born(),
                        false,
                        committed.fallback().map(state -> state.since(start).until(position))),
                topicId,
                gone);
    }

    private Map<String, String> topicIds(Collection<TopicPartition> partitions) {
        var names = partitions.stream().map(TopicPartition::topic).distinct().toList();
        return answer(admin.describeTopics(names).allTopicNames()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().topicId().toString()));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return answer(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                        .all());
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> infos, TopicPartition partition) {
        return Objects.requireNonNull(infos.get(partition)).offset();
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
