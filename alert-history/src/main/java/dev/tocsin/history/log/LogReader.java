package dev.tocsin.history.log;

import dev.tocsin.history.log.Extent.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads stretches of topics with a consumer of its own, which belongs to no group and commits nothing: nobody's offsets
 * move. What of it fits into memory is the callers' affair; this holds a few megabytes. For one thread.
 */
public final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MEBIBYTE = 1 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;

    /**
     * Connects when it is used first.
     *
     * @param kafka what a consumer is to be told of the cluster
     * @param patience for how long the cluster may bring nothing
     */
    public LogReader(Map<String, Object> kafka, String clientId, Duration patience) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What Kafka deletes while it is being read is gone; the rest is still wanted.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * MEBIBYTE);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MEBIBYTE);
        // What is read stands there already. A fetch behind the end would keep the next question waiting.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.patience = patience;
    }

    /** The names of all topics. Throws {@link HistoryException} when the cluster does not answer. */
    public Set<String> topics() {
        return asked(() -> new HashSet<>(consumer.listTopics().keySet()));
    }

    /** Those of these names. Throws {@link HistoryException} when the cluster does not answer. */
    public List<String> topics(Pattern names) {
        return topics().stream().filter(names.asMatchPredicate()).toList();
    }

    /**
     * The records of these topics that were appended in this time, as far as they still stand there. A topic that does
     * not exist has none. Throws {@link HistoryException} when the cluster does not answer.
     */
    public Extent extent(Collection<String> topics, Span span) {
        return asked(() -> {
            Map<TopicPartition, Long> ends = ends(topics);
            Map<TopicPartition, Long> from = firstSince(span.from(), ends);
            Map<TopicPartition, Long> to = firstSince(span.to(), ends);
            return extent(from, to);
        });
    }

    /** All records of these topics that stand there now. Throws {@link HistoryException} like {@link #extent}. */
    public Extent everything(Collection<String> topics) {
        return asked(() -> {
            Map<TopicPartition, Long> ends = ends(topics);
            return extent(consumer.beginningOffsets(ends.keySet()), ends);
        });
    }

    private static Extent extent(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        from.forEach((partition, first) -> {
            long end = Objects.requireNonNull(to.get(partition));
            if (first < end) {
                ranges.put(partition, new Range(first, end));
            }
        });
        return new Extent(ranges);
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics) {
        Set<String> existing = consumer.listTopics().keySet();
        List<TopicPartition> partitions = topics.stream()
                .filter(existing::contains)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        // The client warns of every offset that it hears of a partition which is not its own.
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }

    private Map<TopicPartition, Long> firstSince(Instant at, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>(consumer.offsetsForTimes(
                ends.keySet().stream().collect(Collectors.toMap(Function.identity(), any -> at.toEpochMilli()))));
        Map<TopicPartition, Long> first = new HashMap<>(ends);
        first.replaceAll((partition, end) -> {
            OffsetAndTimestamp young = found.get(partition);
            return young == null ? end : Math.min(end, young.offset());
        });
        return first;
    }

    /**
     * Reads, each partition in its order.
     *
     * @param taker of every record; one without a value is a tombstone
     * @param progress is told how many offsets are done
     * @throws HistoryException when the cluster brings nothing for too long
     */
    public void read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker, LongConsumer progress) {
        asked(() -> {
            Set<TopicPartition> open = new HashSet<>(extent.ranges().keySet());
            consumer.assign(open);
            // What stays assigned stays as it was left.
            consumer.resume(open);
            extent.ranges().forEach((partition, range) -> consumer.seek(partition, range.from()));
            long idleSince = System.nanoTime();
            long done = 0;
            while (!open.isEmpty()) {
                take(consumer.poll(POLL), extent, taker);
                close(open, extent);
                long now = done(extent);
                if (now > done) {
                    done = now;
                    idleSince = System.nanoTime();
                    progress.accept(done);
                } else if (System.nanoTime() - idleSince > patience.toNanos()) {
                    throw new HistoryException("Kafka brought nothing within " + patience.toSeconds() + " s");
                }
            }
            return done;
        });
    }

    private static void take(
            ConsumerRecords<byte[], byte[]> batch, Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        for (TopicPartition partition : batch.partitions()) {
            Range range = Objects.requireNonNull(extent.ranges().get(partition));
            for (ConsumerRecord<byte[], byte[]> next : batch.records(partition)) {
                if (range.holds(next.offset())) {
                    taker.accept(next);
                }
            }
        }
    }

    private void close(Set<TopicPartition> open, Extent extent) {
        List<TopicPartition> read = open.stream()
                .filter(partition -> consumer.position(partition)
                        >= Objects.requireNonNull(extent.ranges().get(partition))
                                .to())
                .toList();
        read.forEach(open::remove);
        consumer.pause(read);
    }

    private long done(Extent extent) {
        return extent.ranges().entrySet().stream()
                .mapToLong(e ->
                        Math.min(consumer.position(e.getKey()), e.getValue().to())
                                - e.getValue().from())
                .sum();
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new HistoryException("Kafka did not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
