package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord.BrokerEndpoint;
import org.apache.kafka.common.metadata.RegisterBrokerRecord.BrokerEndpointCollection;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderlessAwareCacheTest {

    private static final ListenerName LISTENER = ListenerName.normalised("PLAINTEXT");
    private static final int NO_LEADER = -1;

    private final LeaderlessAwareCache cache = new LeaderlessAwareCache(1, () -> KRaftVersion.KRAFT_VERSION_0);

    @BeforeEach
    void knowsAPartitionWithItsLeaderAndOneWithout() {
        Uuid topic = new Uuid(1, 1);
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new RegisterBrokerRecord()
                .setBrokerId(1)
                .setEndPoints(new BrokerEndpointCollection(List.of(new BrokerEndpoint()
                                .setName("PLAINTEXT")
                                .setHost("localhost")
                                .setPort(9092))
                        .iterator())));
        delta.replay(new TopicRecord().setName("alerts").setTopicId(topic));
        delta.replay(partition(topic, 0, 1));
        delta.replay(partition(topic, 1, NO_LEADER));
        cache.setImage(delta.apply(MetadataProvenance.EMPTY));
    }

    @Test
    void answersWhereTheLeaderIs() {
        assertThat(cache.getPartitionLeaderEndpoint("alerts", 0, LISTENER).map(Node::port))
                .contains(9092);
    }

    @Test
    void answersNoNodeForAPartitionWithoutALeader() {
        assertThat(cache.getPartitionLeaderEndpoint("alerts", 1, LISTENER)).contains(Node.noNode());
    }

    @Test
    void answersNothingForAPartitionThatDoesNotExist() {
        assertThat(cache.getPartitionLeaderEndpoint("alerts", 2, LISTENER)).isEqualTo(Optional.empty());
        assertThat(cache.getPartitionLeaderEndpoint("other", 0, LISTENER)).isEqualTo(Optional.empty());
    }

    private static PartitionRecord partition(Uuid topic, int partition, int leader) {
        return new PartitionRecord()
                .setTopicId(topic)
                .setPartitionId(partition)
                .setReplicas(List.of(1))
                .setIsr(List.of(1))
                .setLeader(leader)
                .setDirectories(List.of(new Uuid(2, 2)));
    }
}
