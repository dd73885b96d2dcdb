package dev.tocsin.history.audit.log;

import dev.tocsin.history.audit.Audit;
import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.ReceiverBooks;
import dev.tocsin.history.audit.RouterBooks;
import dev.tocsin.history.audit.RouterBooks.Ground;
import dev.tocsin.history.fate.log.Standing;
import dev.tocsin.history.fate.log.TellingLog;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Adds up what stands in Kafka. For one thread. */
public final class AuditReader {
    private final LogReader reader;
    private final TellingLog log;
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
        this.log = new TellingLog(reader, topics);
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
        Standing standing = Standing.read(groups, topics);
        Span since = Span.since(span.from());
        Extent window = log.tellings(Set.of(), span);
        Extent tellings = log.tellings(Set.of(), since);
        // After the tellings: each of them has then been accepted.
        Extent accepted = reader.extent(List.of(topics.received().name()), span.later());
        ReceiverBooks receivers = new ReceiverBooks(TellingLog.window(window), standing.passed());
        RouterBooks router = new RouterBooks(
                new Ground(span, standing::isRouted, nothingBefore(span)), policy, DecisionRules.standard());
        Feed feed = new Feed(reader, topics);
        feed.rejected(reader.extent(List.of(topics.rejected().name()), since), router);
        feed.parked(log.parked(), receivers);
        Extent deliveries = log.deliveries(span.from());
        feed.deliveries(deliveries, receivers);
        feed.tellings(tellings, receivers);
        receivers.close();
        if (receivers.areStrange()) {
            feed.deliveriesAgain(deliveries, receivers);
        }
        Extent states = log.states();
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

    /** Nothing stands before the span, and nothing that stood there was deleted. */
    private boolean nothingBefore(Span span) {
        List<String> received = List.of(topics.received().name());
        return reader.everything(received).ranges().values().stream().allMatch(range -> range.from() == 0)
                && (span.from().equals(Instant.EPOCH)
                        || reader.extent(received, new Span(Instant.EPOCH, span.from()))
                                        .offsets()
                                == 0);
    }
}
