package dev.tocsin.history.reconcile.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.Extent.Range;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What {@code alerts.state} says of the alerts of one source, and what it says later. For one thread. */
public final class StateReader {
    private final LogReader log;
    private final Topic<AlertState> topic;
    private final String keysBegin;
    private final Map<String, AlertState> states = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /** Reads with this reader, which stays the caller's. */
    public StateReader(LogReader log, Topics topics, String source) {
        this.log = log;
        this.topic = topics.state();
        this.keysBegin = source + "|";
    }

    /**
     * The states as they stand now; what was read before is not read again.
     *
     * @throws HistoryException when there is no such topic, or the cluster does not answer
     */
    public Map<Identity, AlertState> read() {
        if (read.isEmpty() && !log.topics().contains(topic.name())) {
            throw new HistoryException("there is no topic " + topic.name()
                    + ": is this the right cluster, and TOCSIN_TOPIC_PREFIX that of the router?");
        }
        Map<TopicPartition, Range> fresh = new HashMap<>();
        log.everything(List.of(topic.name())).ranges().forEach((partition, range) -> {
            long from = Math.max(range.from(), read.getOrDefault(partition, 0L));
            if (from < range.to()) {
                fresh.put(partition, new Range(from, range.to()));
            }
        });
        log.read(new Extent(fresh), this::take, _ -> {});
        fresh.forEach((partition, range) -> read.put(partition, range.to()));
        return states.values().stream()
                .collect(Collectors.toUnmodifiableMap(AlertState::identity, Function.identity()));
    }

    /** Keys of this source under which something stands that can't be read here: it may be of a newer version. */
    public Set<String> unreadable() {
        return Set.copyOf(unreadable);
    }

    private void take(ConsumerRecord<byte[], byte[]> next) {
        String key = next.key() == null ? "" : new String(next.key(), UTF_8);
        if (!key.startsWith(keysBegin)) {
            return;
        }
        states.remove(key);
        unreadable.remove(key);
        if (next.value() == null) {
            return;
        }
        try {
            AlertState state = topic.codec().decode(next.value());
            states.put(key, state);
        } catch (UndecodableException _) {
            unreadable.add(key);
        }
    }
}
