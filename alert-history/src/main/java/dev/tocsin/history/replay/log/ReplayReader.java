package dev.tocsin.history.replay.log;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.log.Standing;
import dev.tocsin.history.fate.log.TellingLog;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.Extent.Range;
import dev.tocsin.history.log.GroupOffsets;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.parked.ParkedIndex;
import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Planner;
import dev.tocsin.history.replay.Question;
import dev.tocsin.history.replay.log.Reading.Written;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Plans a replay from what stands in Kafka. For one thread. */
public final class ReplayReader {
    private final LogReader reader;
    private final TellingLog log;
    private final GroupOffsets groups;
    private final Topics topics;
    private final Policy policy;

    /**
     * Reads with these, and closes neither.
     *
     * @param policy which holds now
     */
    public ReplayReader(LogReader reader, Admin admin, Topics topics, Policy policy, Duration patience) {
        this.reader = reader;
        this.log = new TellingLog(reader, topics);
        this.groups = new GroupOffsets(admin, patience);
        this.topics = topics;
        this.policy = policy;
    }

    /** Hears how far the reading is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * So much is read.
         *
         * @param what is being read
         * @param done offsets
         * @param all offsets
         */
        void at(Step what, long done, long all);
    }

    /**
     * What is asked for.
     *
     * @param id of the replay: what it has told already is not taken again
     * @param question what to take
     * @param span of the tellings
     * @param now this moment
     */
    public record Asked(String id, Question question, Span span, Instant now) {}

    /** What is read. For a window in this order; what is parked has its own. */
    public enum Step {
        /** What became of the tellings. */
        DELIVERIES,
        /** What stands parked. */
        PARKED,
        /** What replays have written and receivers have not come to. */
        IN_LINE,
        /** The tellings. */
        TELLINGS,
        /** How the alerts are now. */
        STATES
    }

    /**
     * What was found.
     *
     * @param plan what to tell
     * @param replayed records in the window that an earlier replay wrote: they are no tellings of their own
     * @param unreadable records that are of no version that this one knows; what they say is not in the plan
     * @param states what was read of the present states
     * @param inLine what this very replay has written, and its receivers have not come to
     */
    public record Found(Plan plan, long replayed, long unreadable, Extent states, List<Waiting> inLine) {
        /** Copies. */
        public Found {
            inLine = List.copyOf(inLine);
        }
    }

    /**
     * A record of a replay that waits for its receiver.
     *
     * @param receiver who is to be told
     * @param place where it stands
     */
    public record Waiting(String receiver, Place place) {}

    /**
     * Plans.
     *
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     * @throws IllegalArgumentException when somebody is to be told who can't be
     */
    public Found plan(Asked asked, Progress progress) {
        Question question = asked.question();
        // First: what is passed by now has its entry in deliveries by now. Read later, an offset would be ahead of the
        // entries, and what was told meanwhile would look missed.
        Offsets passed = Standing.read(groups, topics).passed();
        Extent tellings = log.tellings(question.filter().severities(), asked.span());
        Planner planner = new Planner(asked.id(), question, TellingLog.window(tellings), policy, passed);
        Reading reading = new Reading(reader, topics, planner, progress);
        reading.deliveries(log.deliveries(asked.span().from()));
        reading.parked(log.parked());
        // Whatever tells the window again was written after its beginning, and of any severity: it stands where the
        // alert's last telling stood.
        Extent since = log.tellings(Set.of(), Span.since(asked.span().from()));
        reading.written(passed, unread(since, passed)).forEach(one -> reading.inLine(asked.id(), one));
        reading.tellings(tellings);
        return found(planner, reading, 0, asked.now());
    }

    /**
     * Plans to tell again what stands parked, whenever it was given up.
     *
     * @param id of the replay
     * @param wanted what of it
     * @param now this moment
     * @throws dev.tocsin.history.log.HistoryException when the cluster does not answer
     */
    public Found retry(String id, Predicate<ParkedAlert> wanted, Instant now, Progress progress) {
        Question question = new Question(Question.Mode.MISSED, Filter.all(), false, Optional.empty());
        Offsets passed = Standing.read(groups, topics).passed();
        ParkedIndex standing = ParkedIndex.read(reader, topics.parked(), wanted, Integer.MAX_VALUE);
        List<ParkedAlert> alerts = ParkedIndex.values(reader, topics.parked(), standing.entries()).stream()
                .map(Retried::asItWas)
                .toList();
        Planner planner = new Planner(id, question, Retried.window(alerts), policy, passed);
        Reading reading = new Reading(reader, topics, planner, progress);
        alerts.forEach(parked -> {
            planner.delivery(Retried.entry(parked));
            planner.parked(parked);
        });
        Instant first = alerts.stream()
                .map(ParkedAlert::at)
                .min(Comparator.naturalOrder())
                .orElse(now);
        Extent since = log.tellings(Set.of(), Span.since(first).earlier());
        List<Written> written = reading.written(passed, unread(since, passed));
        // What is parked may be old. Of deliveries only that is read which can be about these records: mostly nothing.
        written.stream()
                .map(Written::at)
                .min(Comparator.naturalOrder())
                .ifPresent(earliest -> reading.endings(log.deliveries(earliest)));
        written.forEach(one -> reading.inLine(id, one));
        alerts.forEach(planner::picked);
        return found(planner, reading, standing.unreadable().size(), now);
    }

    private Found found(Planner planner, Reading reading, long unreadable, Instant now) {
        Set<Identity> candidates = planner.candidates();
        Extent states = candidates.isEmpty() ? new Extent(Map.of()) : log.states();
        if (!candidates.isEmpty()) {
            reading.states(states, candidates);
        }
        return new Found(
                planner.plan(now), reading.replayed(), unreadable + reading.unreadable(), states, reading.inLine());
    }

    /** Of these what one of the receivers that can be told has not passed. */
    private Extent unread(Extent all, Offsets passed) {
        List<String> told = policy.receivers().stream()
                .filter(receiver -> receiver.transport().isPresent())
                .map(Receiver::name)
                .toList();
        Map<TopicPartition, Range> unread = new HashMap<>();
        all.ranges().forEach((partition, range) -> {
            long from = Math.max(
                    range.from(), passed.lowest(told, new Partition(partition.topic(), partition.partition())));
            if (from < range.to()) {
                unread.put(partition, new Range(from, range.to()));
            }
        });
        return new Extent(unread);
    }
}
