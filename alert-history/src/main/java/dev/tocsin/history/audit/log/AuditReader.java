package dev.tocsin.history.audit.log;

import dev.tocsin.history.audit.Audit;
import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.ReceiverBooks;
import dev.tocsin.history.audit.RouterBooks;
import dev.tocsin.history.audit.RouterBooks.Ground;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Adds up what stands in Kafka. For one thread. */
public final class AuditReader {
    /** Brokers' clocks differ: an entry may seem older than the telling that it is about. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Instant FOR_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final LogReader reader;
    private final GroupOffsets groups;
    private final Topics topics;
    private final Policy policy;
    private final int together;

    /**
     * Reads with these, and closes neither.
     *
     * @param policy which holds now
     */
    public AuditReader(LogReader reader, Admin admin, Topics topics, Policy policy, Duration patience) {
        this(reader, new GroupOffsets(admin, patience), topics, policy, 120_000);
    }

    /** Keeps so many tellings in memory; of more the router's topics are read several times. */
    AuditReader(LogReader reader, GroupOffsets groups, Topics topics, Policy policy, int together) {
        this.reader = reader;
        this.groups = groups;
        this.topics = topics;
        this.policy = policy;
        this.together = together;
    }

    /**
     * What was found.
     *
     * @param audit whether it adds up
     * @param replayed records in the window that a replay wrote: they are no tellings of their own
     * @param unreadable records that are of no version that this one knows; what they say is not in the books
     * @param examples where some of those stand
     */
    public record Found(Audit audit, long replayed, long unreadable, List<String> examples) {
        /** Copies. */
        public Found {
            examples = List.copyOf(examples);
        }

        /** Whether all was read, and adds up. */
        public boolean holds() {
            return unreadable == 0 && audit.holds();
        }
    }

    /**
     * Adds up.
     *
     * @param span of what was accepted and routed
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public Found audit(Span span) {
        // First: what is passed by now has its entry by now (ADR 13), and what the router has read is routed by now.
        Standing standing = standing();
        Extent window = reader.extent(severityTopics(), span);
        Extent tellings = reader.extent(severityTopics(), new Span(span.from(), FOR_EVER));
        // After the tellings: each of them has then been accepted.
        Extent accepted = reader.extent(List.of(topics.received().name()), until(span, SKEW));
        ReceiverBooks receivers = new ReceiverBooks(window(window), standing.receivers());
        RouterBooks router = new RouterBooks(
                new Ground(span, standing::isRouted, nothingBefore(span)), policy, DecisionRules.standard());
        Feed feed = new Feed(reader, topics);
        feed.rejected(reader.extent(List.of(topics.rejected().name()), new Span(span.from(), FOR_EVER)), router);
        feed.parked(reader.everything(List.of(topics.parked().name())), receivers);
        Extent deliveries = reader.extent(List.of(topics.deliveries().name()), since(span.from()));
        feed.deliveries(deliveries, receivers);
        feed.tellings(tellings, receivers);
        receivers.close();
        if (receivers.areStrange()) {
            feed.deliveriesAgain(deliveries, receivers);
        }
        Extent states = reader.everything(List.of(topics.state().name()));
        Shares shares = Shares.of(tellings.offsets(), together);
        for (int share = 0; share < shares.count(); share++) {
            feed.router(new Feed.Heard(states, tellings, accepted), shares.nth(share), router);
            router.close();
        }
        List<Breach> breaches = new ArrayList<>(router.breaches());
        breaches.addAll(receivers.breaches());
        return new Found(
                new Audit(router.sums(), receivers.sums(), breaches),
                feed.replayed(),
                feed.unreadable(),
                feed.examples());
    }

    /** How far everybody is, receivers that left the configuration too. */
    private record Standing(Map<TopicPartition, OffsetAndMetadata> router, Offsets receivers) {
        boolean isRouted(Place place) {
            OffsetAndMetadata read = router.get(new TopicPartition(place.topic(), place.partition()));
            return read != null && read.offset() > place.offset();
        }
    }

    private Standing standing() {
        String prefix = topics.receiverGroups();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> all =
                groups.of(group -> group.startsWith(prefix) || group.equals(topics.routerApplication()));
        Map<String, Map<Partition, Long>> receivers = new HashMap<>();
        all.forEach((group, offsets) -> {
            if (group.startsWith(prefix)) {
                Map<Partition, Long> passed = new HashMap<>();
                offsets.forEach((partition, committed) ->
                        passed.put(new Partition(partition.topic(), partition.partition()), committed.offset()));
                receivers.put(group.substring(prefix.length()), passed);
            }
        });
        return new Standing(all.getOrDefault(topics.routerApplication(), Map.of()), new Offsets(receivers));
    }

    /** Nothing stands before the span, and nothing that stood there was deleted. */
    private boolean nothingBefore(Span span) {
        List<String> received = List.of(topics.received().name());
        return reader.everything(received).ranges().values().stream().allMatch(range -> range.from() == 0)
                && (span.from().equals(Instant.EPOCH)
                        || reader.extent(received, new Span(Instant.EPOCH, span.from()))
                                        .offsets()
                                == 0);
    }

    private static Span since(Instant from) {
        Instant earlier = from.minus(SKEW);
        // Kafka knows no time before its own.
        return new Span(earlier.isBefore(Instant.EPOCH) ? Instant.EPOCH : earlier, FOR_EVER);
    }

    private static Span until(Span span, Duration more) {
        boolean endless = span.to().isAfter(FOR_EVER.minus(more));
        return new Span(span.from(), endless ? FOR_EVER : span.to().plus(more));
    }

    private List<String> severityTopics() {
        return reader.topics().stream()
                .filter(topics.severityTopics().asMatchPredicate())
                .toList();
    }

    private static Window window(Extent extent) {
        Map<Partition, Stretch> stretches = new HashMap<>();
        extent.ranges()
                .forEach((partition, range) -> stretches.put(
                        new Partition(partition.topic(), partition.partition()),
                        new Stretch(range.from(), range.to())));
        return new Window(stretches);
    }
}
