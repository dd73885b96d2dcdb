package dev.tocsin.history.fate.log;

import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far everybody is: what their groups have committed.
 *
 * @param router by partition of what it reads
 * @param receivers by name, those that left the configuration too; one that has no group is not in it
 */
public record Standing(
        Map<TopicPartition, OffsetAndMetadata> router, Map<String, Map<TopicPartition, OffsetAndMetadata>> receivers) {
    /** Copies. */
    public Standing {
        router = Map.copyOf(router);
        receivers = Map.copyOf(receivers);
    }

    /**
     * Asks. To be asked before the topics are read: whoever goes on meanwhile is then found there.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public static Standing read(GroupOffsets groups, Topics topics) {
        String prefix = topics.receiverGroups();
        Map<TopicPartition, OffsetAndMetadata> router = new HashMap<>();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> receivers = new HashMap<>();
        groups.of(group -> group.startsWith(prefix) || group.equals(topics.routerApplication()))
                .forEach((group, offsets) -> {
                    if (group.startsWith(prefix)) {
                        receivers.put(group.substring(prefix.length()), offsets);
                    } else {
                        router.putAll(offsets);
                    }
                });
        return new Standing(router, receivers);
    }

    /** What the receivers have passed. */
    public Offsets passed() {
        Map<String, Map<Partition, Long>> passed = new HashMap<>();
        receivers.forEach((receiver, offsets) -> {
            Map<Partition, Long> own = passed.computeIfAbsent(receiver, _ -> new HashMap<>());
            offsets.forEach((partition, committed) ->
                    own.put(new Partition(partition.topic(), partition.partition()), committed.offset()));
        });
        return new Offsets(passed);
    }

    /** Whether the router has read the record. */
    public boolean isRouted(Place place) {
        OffsetAndMetadata read = router.get(new TopicPartition(place.topic(), place.partition()));
        return read != null && read.offset() > place.offset();
    }
}
