package dev.tocsin.embedded;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * Tells a partition that has no leader just now from one that does not exist.
 *
 * <p>Kafka 4.3 answers both alike (KAFKA-20734). Its transaction coordinator then takes the partition for deleted and
 * calls the transaction complete without the marker that ends it there: records of a committed transaction stay unread
 * for ever, and readers stop before them. A single node meets this whenever it is killed while a transaction commits,
 * for when it comes back its partitions are without a leader for a moment.
 */
final class LeaderlessAwareCache extends KRaftMetadataCache {

    LeaderlessAwareCache(int nodeId, Supplier<KRaftVersion> kraftVersion) {
        super(nodeId, kraftVersion);
    }

    /** The leader's address; {@link Node#noNode} while there is none; empty if there is no such partition. */
    @Override
    public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
        Optional<Node> leader = super.getPartitionLeaderEndpoint(topic, partition, listener);
        if (leader.isEmpty() && contains(new TopicPartition(topic, partition))) {
            return Optional.of(Node.noNode());
        }
        return leader;
    }
}
