package dev.tocsin.history.parked;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.log.LogReader;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What stands parked.
 *
 * @param alerts in the order in which they were given up
 * @param unreadable keys of records that are of no version that this one knows
 */
public record ParkedAlerts(List<ParkedAlert> alerts, List<String> unreadable) {
    /** Copies. */
    public ParkedAlerts {
        alerts = List.copyOf(alerts);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads the topic. What is not wanted takes no memory.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public static ParkedAlerts read(LogReader reader, Topic<ParkedAlert> topic, Predicate<ParkedAlert> wanted) {
        Reading reading = new Reading(topic, wanted);
        reader.read(reader.everything(List.of(topic.name())), reading::take, _ -> {});
        return reading.found();
    }

    /** Those that stand under these keys. */
    public List<ParkedAlert> under(Collection<String> keys) {
        return alerts.stream().filter(parked -> keys.contains(parked.key())).toList();
    }

    /** Of these keys the ones under which nothing stands. */
    public List<String> missing(Collection<String> keys) {
        Set<String> standing = alerts.stream().map(ParkedAlert::key).collect(Collectors.toSet());
        return keys.stream().filter(key -> !standing.contains(key)).toList();
    }

    /** The last word about each key counts. */
    private static final class Reading {
        private final Topic<ParkedAlert> topic;
        private final Predicate<ParkedAlert> wanted;
        private final Map<String, ParkedAlert> standing = new HashMap<>();
        private final List<String> unreadable = new ArrayList<>();

        Reading(Topic<ParkedAlert> topic, Predicate<ParkedAlert> wanted) {
            this.topic = topic;
            this.wanted = wanted;
        }

        void take(ConsumerRecord<byte[], byte[]> next) {
            String key = new String(next.key(), UTF_8);
            standing.remove(key);
            unreadable.remove(key);
            if (next.value() == null) {
                return;
            }
            try {
                ParkedAlert parked = topic.codec().decode(next.value());
                if (wanted.test(parked)) {
                    standing.put(key, parked);
                }
            } catch (UndecodableException _) {
                unreadable.add(key);
            }
        }

        ParkedAlerts found() {
            return new ParkedAlerts(
                    standing.values().stream()
                            .sorted(Comparator.comparing(ParkedAlert::at).thenComparing(ParkedAlert::key))
                            .toList(),
                    unreadable);
        }
    }
}
