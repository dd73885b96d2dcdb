package dev.tocsin.history.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.life.Facts;
import dev.tocsin.history.life.Question;
import dev.tocsin.history.log.Budget;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what the topics hold of some alerts. First which alerts are meant, then what there is of those: in memory stands
 * what concerns them, whatever else is in the topics.
 */
public final class LifeReader {
    /** What an alert that may be meant takes, about. */
    private static final int AN_ENTRY = 256;

    private final LogReader log;
    private final Topics topics;
    private final Budget budget;

    /** Reads with this reader; more than the budget ends it with {@link dev.tocsin.history.log.TooMuchException}. */
    public LifeReader(LogReader log, Topics topics, Budget budget) {
        this.log = log;
        this.topics = topics;
        this.budget = budget;
    }

    /**
     * The alerts that are asked for and were heard of or told in this time, or are firing since before.
     *
     * @param most how many of them are wanted
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public Matches matches(Question question, Span span, int most) {
        Map<Identity, Instant> found = new HashMap<>();
        Needles needle = new Needles(List.of(question.needle()));
        read(span, List.of(topics.received().name()), needle, next -> {
            ReceivedAlert received = topics.received().codec().decode(next.value());
            note(found, question, received, at(next));
        });
        read(span, log.topics(topics.severityTopics()), needle, next -> {
            ReceivedAlert received =
                    topics.severity("any").codec().decode(next.value()).received();
            note(found, question, received, at(next));
        });
        // Of the others nothing is kept: there may be many.
        standing(
                key -> true,
                needle,
                state -> Optional.of(new Seen(state.identity(), state.lastSeen()))
                        .filter(any -> question.asks(state.received())
                                && state.lastSeen().isBefore(span.to())
                                && (state.firing() || span.holds(state.lastSeen()))),
                seen -> note(found, seen.identity(), seen.at()));
        return new Matches(
                found.size(),
                found.entrySet().stream()
                        .sorted(Map.Entry.<Identity, Instant>comparingByValue(Comparator.reverseOrder()))
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private record Seen(Identity identity, Instant at) {}

    private void note(Map<Identity, Instant> found, Question question, ReceivedAlert received, Instant at) {
        if (question.asks(received)) {
            note(found, received.identity(), at);
        }
    }

    private void note(Map<Identity, Instant> found, Identity identity, Instant at) {
        if (!found.containsKey(identity)) {
            budget.keep(AN_ENTRY);
        }
        found.merge(identity, at, (a, b) -> a.isAfter(b) ? a : b);
    }

    /**
     * What there is of these alerts, in their order. Heard in this time; what became of that is looked for until now.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public List<Facts> facts(Collection<Identity> identities, Span span) {
        Map<String, Gathered> gathered = new HashMap<>();
        identities.forEach(identity -> gathered.put(identity.toString(), new Gathered(identity, topics, span, budget)));
        Set<String> keys = gathered.keySet();
        Needles prints = new Needles(identities.stream()
                .map(identity -> identity.fingerprint().toString())
                .distinct()
                .toList());
        Needles any = new Needles(List.of(""));
        Span since = Span.since(span.from());
        Consumer<ConsumerRecord<byte[], byte[]>> byKey =
                next -> Optional.ofNullable(gathered.get(key(next))).ifPresent(one -> one.take(next));
        read(span, List.of(topics.received().name()), any, byKey);
        read(since, log.topics(topics.severityTopics()), prints, next -> {
            String identity = topics.severity("any")
                    .codec()
                    .decode(next.value())
                    .identity()
                    .toString();
            Optional.ofNullable(gathered.get(identity)).ifPresent(one -> one.take(next));
        });
        read(since, List.of(topics.deliveries().name()), any, byKey);
        read(
                since,
                List.of(topics.rejected().name()),
                any,
                next -> gathered.values().forEach(one -> one.reject(next)));
        read(
                log.everything(List.of(topics.parked().name())),
                next -> gathered.values().forEach(one -> one.park(next)));
        standing(
                keys::contains,
                any,
                Optional::of,
                state -> Optional.ofNullable(gathered.get(state.identity().toString()))
                        .ifPresent(one -> one.state(state)));
        return facts(identities, gathered);
    }

    private static List<Facts> facts(Collection<Identity> identities, Map<String, Gathered> gathered) {
        return identities.stream()
                .map(identity -> gathered.get(identity.toString()))
                .flatMap(Stream::ofNullable)
                .map(Gathered::facts)
                .toList();
    }

    private void read(Span span, List<String> names, Needles needles, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        read(log.extent(names, span), next -> {
            if (next.value() != null && needles.standIn(next.value())) {
                taker.accept(next);
            }
        });
    }

    /** What can't be decoded was rejected, and says so there, or is of a newer version. */
    private void read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        log.read(
                extent,
                next -> {
                    try {
                        taker.accept(next);
                    } catch (UndecodableException _) {
                        // The rest is still wanted.
                    }
                },
                _ -> {});
    }

    /** What matters of the last word of {@code alerts.state} about each alert. What was forgotten is left out. */
    private <T> void standing(
            Predicate<String> keys, Needles needles, Function<AlertState, Optional<T>> matters, Consumer<T> taker) {
        Topic<AlertState> topic = topics.state();
        Map<String, T> standing = new HashMap<>();
        read(log.everything(List.of(topic.name())), next -> {
            String key = key(next);
            if (!keys.test(key)) {
                return;
            }
            if (standing.remove(key) != null) {
                budget.release(AN_ENTRY);
            }
            if (next.value() != null && needles.standIn(next.value())) {
                matters.apply(topic.codec().decode(next.value())).ifPresent(kept -> {
                    budget.keep(AN_ENTRY);
                    standing.put(key, kept);
                });
            }
        });
        standing.values().forEach(taker);
    }

    static String key(ConsumerRecord<byte[], byte[]> next) {
        return next.key() == null ? "" : new String(next.key(), UTF_8);
    }

    static Instant at(ConsumerRecord<byte[], byte[]> next) {
        return Instant.ofEpochMilli(next.timestamp());
    }
}
