package dev.tocsin.router.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of Kafka Streams, from its start until it ends by itself or is closed. */
final class StreamsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);

    private final KafkaStreams streams;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** How many records each store has yet to restore. */
    private final Map<String, Long> restoring = new ConcurrentHashMap<>();

    /**
     * Does not start yet, but takes the state folder.
     *
     * @throws org.apache.kafka.streams.errors.StreamsException when another process has it
     */
    StreamsRun(Topology topology, Properties settings, ThreadFailures failures) {
        streams = new KafkaStreams(topology, settings);
        streams.setUncaughtExceptionHandler(failures);
        streams.setGlobalStateRestoreListener(new Remaining());
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("state", now).addKeyValue("before", before).log("The router's state");
            if (now == State.ERROR || now == State.NOT_RUNNING) {
                ended.countDown();
            }
        });
    }

    void start() {
        streams.start();
    }

    /** Waits, and says whether it has ended. */
    boolean ended(Duration wait) throws InterruptedException {
        return ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why it does not route now; nothing when it does. */
    Optional<String> trouble() {
        long remaining = restoring.values().stream().mapToLong(Long::longValue).sum();
        return switch (streams.state()) {
            case RUNNING -> Optional.empty();
            case CREATED, REBALANCING ->
                Optional.of(remaining > 0 ? "restoring the state, " + remaining + " records to go" : "rebalancing");
            case PENDING_SHUTDOWN, NOT_RUNNING -> Optional.of("stopped");
            case PENDING_ERROR, ERROR -> Optional.of("failed, see the log; it will be started anew");
        };
    }

    /** The partitions that this instance routes, or will when it has restored their state. */
    Set<Integer> partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Ends it within this time and leaves the group, so that others go on at once. */
    void close(Duration limit) {
        boolean closed = streams.close(
                CloseOptions.timeout(limit).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.atWarn().addKeyValue("limit", limit).log("Kafka Streams is still stopping, no longer waited for");
        }
    }

    /** Counts down what is left to restore. */
    private final class Remaining implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            restoring.put(partition.toString(), Math.max(0, to - from));
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
            restoring.computeIfPresent(partition.toString(), (key, left) -> Math.max(0, left - restored));
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long restored) {
            restoring.remove(partition.toString());
        }

        @Override
        public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
            restoring.remove(partition.toString());
        }
    }
}
