package dev.tocsin.history.replay.run;

import dev.tocsin.history.past.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Whose turn it is to tell a replay, in all processes: the member of a group that owns the only partition of {@code
 * replays}. Two that planned side by side would tell the same. After a {@code kill -9} the next one has its turn within ten
 * seconds. For one thread.
 */
final class ReplayTurn implements AutoCloseable {
    private static final int SESSION = 8_000;
    private static final int HEARTBEAT = 1_000;
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private boolean lost;

    ReplayTurn(Cluster cluster) {
        this.consumer = cluster.consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                cluster.topics().replayGroup(),
                // What stands in the topic is read elsewhere.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                // Whoever comes to wait must not take it from the one that has it, not even for a moment.
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                HEARTBEAT));
        consumer.subscribe(List.of(cluster.topics().replays().name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // What is owned is asked for.
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                lost |= !partitions.isEmpty();
            }
        });
    }

    /**
     * Whether it is ours, after this long at most. One that was lost does not come back: somebody else may have had a turn
     * meanwhile, and what was planned before it is no longer true.
     */
    boolean isOurs(Duration wait) {
        var _ = consumer.poll(wait);
        return !lost && !consumer.assignment().isEmpty();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LEAVING));
    }
}
