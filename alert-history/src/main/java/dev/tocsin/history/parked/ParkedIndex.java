package dev.tocsin.history.parked;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.Extent.Range;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.TooMuchException;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topic;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where what is parked stands, without what it says: enough to count it, and to read a part of it.
 *
 * @param entries in the order in which they were given up
 * @param unreadable keys of records that are of no version that this one knows
 */
public record ParkedIndex(List<Entry> entries, List<String> unreadable) {
    /** Copies. */
    public ParkedIndex {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A parked alert.
     *
     * @param key in Kafka
     * @param receiver where it was given up
     * @param at when
     * @param partition where it stands
     * @param offset there
     * @param bytes of its value
     */
    public record Entry(String key, String receiver, Instant at, TopicPartition partition, long offset, int bytes) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at).thenComparing(Entry::key);

    /**
     * Reads the topic. Throws {@link dev.tocsin.history.log.HistoryException} when the cluster does not answer, and
     * {@link TooMuchException} when more are wanted than these.
     */
    public static ParkedIndex read(
            LogReader reader, Topic<ParkedAlert> topic, Predicate<ParkedAlert> wanted, int most) {
        Reading reading = new Reading(topic, wanted, most);
        reader.read(reader.everything(List.of(topic.name())), reading::take, _ -> {});
        return new ParkedIndex(
                reading.standing.values().stream().sorted(ORDER).toList(), List.copyOf(reading.unreadable));
    }

    /** How many there are of each receiver. */
    public Map<String, Long> receivers() {
        return entries.stream().collect(Collectors.groupingBy(Entry::receiver, TreeMap::new, Collectors.counting()));
    }

    /** Those behind this moment and key. */
    public List<Entry> behind(Instant at, String key) {
        return entries.stream()
                .filter(entry -> entry.at().isAfter(at)
                        || (entry.at().equals(at) && entry.key().compareTo(key) > 0))
                .toList();
    }

    /** Of these keys the ones under which nothing stands. */
    public List<String> missing(Collection<String> keys) {
        Set<String> standing = entries.stream().map(Entry::key).collect(Collectors.toSet());
        return keys.stream().filter(key -> !standing.contains(key)).distinct().toList();
    }

    /** The first of these: so many, and so many bytes at most; if there is one, then one. */
    public static List<Entry> first(List<Entry> entries, int most, long bytes) {
        long sum = 0;
        int count = 0;
        while (count < Math.min(most, entries.size())) {
            sum += entries.get(count).bytes();
            if (count > 0 && sum > bytes) {
                break;
            }
            count++;
        }
        return entries.subList(0, count);
    }

    /**
     * Reads these, in their order. What was taken out since is left out.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public static List<ParkedAlert> values(LogReader reader, Topic<ParkedAlert> topic, List<Entry> entries) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        Map<TopicPartition, Set<Long>> offsets = new HashMap<>();
        entries.forEach(entry -> {
            ranges.merge(
                    entry.partition(),
                    new Range(entry.offset(), entry.offset() + 1),
                    (a, b) -> new Range(Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
            offsets.computeIfAbsent(entry.partition(), any -> new LinkedHashSet<>())
                    .add(entry.offset());
        });
        Map<String, ParkedAlert> found = new HashMap<>();
        reader.read(
                new Extent(ranges),
                next -> {
                    TopicPartition partition = new TopicPartition(next.topic(), next.partition());
                    if (offsets.getOrDefault(partition, Set.of()).contains(next.offset())) {
                        ParkedAlert parked = topic.codec().decode(next.value());
                        found.put(parked.key(), parked);
                    }
                },
                _ -> {});
        return entries.stream()
                .map(Entry::key)
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    /** The last word about each key counts. */
    private static final class Reading {
        private static final int UNREADABLE = 100;

        private final Topic<ParkedAlert> topic;
        private final Predicate<ParkedAlert> wanted;
        private final int most;
        private final Map<String, Entry> standing = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private final Set<String> unreadable = new LinkedHashSet<>();

        Reading(Topic<ParkedAlert> topic, Predicate<ParkedAlert> wanted, int most) {
            this.topic = topic;
            this.wanted = wanted;
            this.most = most;
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
                    standing.put(key, entry(key, parked, next));
                }
            } catch (UndecodableException _) {
                if (unreadable.size() < UNREADABLE) {
                    unreadable.add(key);
                }
            }
            if (standing.size() > most) {
                throw new TooMuchException("more than " + most
                        + " are parked that match: ask for fewer with receiver, severity, match, from or to");
            }
        }

        private Entry entry(String key, ParkedAlert parked, ConsumerRecord<byte[], byte[]> next) {
            return new Entry(
                    key,
                    names.computeIfAbsent(parked.receiver(), name -> name),
                    parked.at(),
                    new TopicPartition(next.topic(), next.partition()),
                    next.offset(),
                    next.value().length);
        }
    }
}
