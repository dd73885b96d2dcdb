package dev.tocsin.history.trace;

import dev.tocsin.history.fate.log.Standing;
import dev.tocsin.history.life.Progress;
import dev.tocsin.history.life.Progress.Lane;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the router and the receivers stand: their committed offsets, which are looked at and left alone. */
public final class Positions {
    private final GroupOffsets groups;
    private final Topics topics;

    /** Asks this cluster. */
    public Positions(Admin admin, Topics topics, Duration timeout) {
        this.groups = new GroupOffsets(admin, timeout);
        this.topics = topics;
    }

    /** Reads what stands beside a receiver's offset. */
    @FunctionalInterface
    public interface Notes {
        /** The batch that begins there, if one is closed. */
        Optional<Progress.Plan> plan(long offset, String metadata);
    }

    /**
     * Asks. To be asked before the topics are read: whoever goes on meanwhile is then found there.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public Progress read(Notes notes) {
        Standing standing = Standing.read(groups, topics);
        Map<Integer, Long> router = new HashMap<>();
        standing.router().forEach((partition, committed) -> route(router, partition, committed));
        Map<String, List<Lane>> receivers = new HashMap<>();
        standing.receivers().forEach((receiver, offsets) -> receivers.put(receiver, lanes(offsets, notes)));
        return new Progress(router, receivers);
    }

    private void route(Map<Integer, Long> router, TopicPartition partition, OffsetAndMetadata committed) {
        if (partition.topic().equals(topics.received().name())) {
            router.put(partition.partition(), committed.offset());
        }
    }

    private static List<Lane> lanes(Map<TopicPartition, OffsetAndMetadata> offsets, Notes notes) {
        List<Lane> lanes = new ArrayList<>();
        offsets.forEach((partition, committed) -> lanes.add(new Lane(
                new Place(partition.topic(), partition.partition(), committed.offset()),
                notes.plan(committed.offset(), committed.metadata()))));
        return lanes;
    }
}
