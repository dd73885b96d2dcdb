package dev.tocsin.history.replay.run;

import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.parked.ParkedIndex;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.replay.Question;
import dev.tocsin.history.replay.log.ReplayReader;
import dev.tocsin.history.replay.log.ReplayReader.Asked;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.State;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Tells by way of Kafka, with clients of its own. */
public final class KafkaReplays implements Replays {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * How much at a time.
     *
     * @param inLine how many alerts may wait in line at one receiver
     * @param shown how many alerts of a plan are named at most
     * @param retried bytes of what is parked that may be retried
     */
    public record Bounds(int inLine, int shown, long retried) {
        private static final int SHOWN = 1_000;
        private static final long RETRIED = 16 << 20;

        /** For a process of its own, which may take what it needs. */
        public static Bounds ofCommand(int inLine) {
            return new Bounds(inLine, Integer.MAX_VALUE, Long.MAX_VALUE);
        }

        /** For one that has other things to do. */
        public static Bounds ofService(int inLine) {
            return new Bounds(inLine, SHOWN, RETRIED);
        }
    }

    private final Cluster cluster;
    private final Supplier<Policy> policy;
    private final Clock clock;
    private final Bounds bounds;

    /**
     * Connects when it is asked.
     *
     * @param policy as of now
     */
    public KafkaReplays(Cluster cluster, Supplier<Policy> policy, Clock clock, Bounds bounds) {
        this.cluster = cluster;
        this.policy = policy;
        this.clock = clock;
        this.bounds = bounds;
    }

    @Override
    public PlanAnswer dryRun(Ask ask, Progress progress) {
        Instant now = clock.instant();
        Asked asked = asked("", ask, now);
        known(asked.question());
        try (LogReader reader = cluster.reader();
                Admin admin = cluster.admin()) {
            return PlanAnswer.of(ask, reader(reader, admin).plan(asked, progress), now, bounds.shown());
        }
    }

    @Override
    public ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped) {
        ReplayRun begun = begun(wish);
        return wish.parked()
                .map(selection -> retry(begun, selection, listener, stopped))
                .orElseGet(() -> tell(begun, listener, stopped));
    }

    private ReplayRun tell(ReplayRun begun, Listener listener, BooleanSupplier stopped) {
        return runner().run(
                        begun,
                        (reader, admin, now, progress) ->
                                reader(reader, admin).plan(asked(begun.id(), begun.ask(), now), progress),
                        listener,
                        stopped);
    }

    private ReplayRun retry(ReplayRun begun, Selection selection, Listener listener, BooleanSupplier stopped) {
        Predicate<ParkedAlert> wanted = selection.wanted();
        return runner().run(
                        begun,
                        (reader, admin, now, progress) ->
                                reader(reader, admin).retry(begun.id(), wanted, now, progress),
                        listener,
                        stopped);
    }

    /** Refuses keys under which nothing stands, and more than may be in memory at a time. */
    private void check(ReplayRun begun, Selection selection) {
        List<String> keys = selection.keys();
        Selection meant = keys.isEmpty() ? selection : Selection.of(keys);
        try (LogReader reader = cluster.reader()) {
            ParkedIndex standing =
                    ParkedIndex.read(reader, cluster.topics().parked(), meant.wanted(), Integer.MAX_VALUE);
            // What one that goes on has told is not parked any more.
            List<String> missing = begun.progress().written() > 0 ? List.of() : standing.missing(keys);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("nothing is parked under " + String.join(", ", missing));
            }
            long bytes = standing.entries().stream()
                    .mapToLong(ParkedIndex.Entry::bytes)
                    .sum();
            if (bytes > bounds.retried()) {
                throw new IllegalArgumentException(standing.entries().size() + " parked alerts are meant, with " + bytes
                        + " bytes; here " + bounds.retried() + " can be retried at a time: say which first");
            }
        }
    }

    private ReplayRunner runner() {
        return new ReplayRunner(cluster, clock, bounds.inLine());
    }

    private ReplayReader reader(LogReader reader, Admin admin) {
        return new ReplayReader(reader, admin, cluster.topics(), policy.get(), cluster.patience());
    }

    private static Asked asked(String id, Ask ask, Instant now) {
        Span span = Asks.span(ask);
        Instant kept = now.minus(Topics.RETENTION);
        if (span.from().isBefore(kept)) {
            throw new IllegalArgumentException("it can't begin before " + kept + ": deliveries keeps "
                    + Topics.RETENTION.toDays() + " days, and what was told before then would look missed");
        }
        return new Asked(id, Asks.question(ask), span, now);
    }

    /** The replay of this id if it was begun, as it was asked for then. */
    @Override
    public ReplayRun begun(Wish wish) {
        ReplayRun begun = found(wish);
        if (wish.parked().isPresent()) {
            check(begun, wish.parked().get());
            return begun;
        }
        if (begun.ask().mode().equals(Asks.PARKED)) {
            throw new IllegalArgumentException("the replay " + wish.id()
                    + " was a retry of what is parked: ask for that again as before, and what it has told is left out");
        }
        // Now, and not after it has waited for its turn.
        var _ = asked(begun.id(), begun.ask(), clock.instant());
        known(Asks.question(begun.ask()));
        return begun;
    }

    /** Who is not in the configuration can be told nothing; what such a one missed can be told somebody else. */
    private void known(Question question) {
        Policy now = policy.get();
        Set<String> names = now.receivers().stream().map(Receiver::name).collect(Collectors.toSet());
        Set<String> wanted =
                question.elsewhere().map(Set::of).orElse(question.filter().receivers());
        wanted.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no receiver " + name + " in the configuration");
                });
    }

    private ReplayRun found(Wish wish) {
        if (!ID.matcher(wish.id()).matches()) {
            throw new IllegalArgumentException(
                    "not an id of a replay: " + wish.id() + " (expected up to 64 letters, digits, dots and dashes)");
        }
        Optional<ReplayRun> known = known().values().stream()
                .filter(run -> run.id().equals(wish.id()))
                .findFirst();
        known.flatMap(run -> wish.ask().filter(ask -> !Asks.isSame(ask, run.ask())))
                .ifPresent(_ -> {
                    throw new OtherWordsException("the replay " + wish.id()
                            + " was begun with other words: leave them out to go on with it, or take another id");
                });
        return known.orElseGet(() -> wish.ask()
                .map(ask -> {
                    Instant now = clock.instant();
                    return new ReplayRun(
                            wish.id(), ask, State.RUNNING, ReplayRun.Counts.NONE, ReplayRun.Progress.NONE, now, now);
                })
                .orElseThrow(() -> new IllegalArgumentException("there is no replay " + wish.id() + " to go on with")));
    }

    @Override
    public List<ReplayRun> all() {
        return known().values().stream()
                .sorted(Comparator.comparing(ReplayRun::startedAt).reversed())
                .toList();
    }

    private Map<String, ReplayRun> known() {
        Map<String, ReplayRun> known = new HashMap<>();
        try (LogReader reader = cluster.reader()) {
            reader.read(
                    reader.everything(List.of(cluster.topics().replays().name())),
                    next -> {
                        try {
                            if (next.value() != null) {
                                ReplayRun run =
                                        cluster.topics().replays().codec().decode(next.value());
                                known.put(run.id(), run);
                            }
                        } catch (UndecodableException _) {
                            // Of a newer release: its id is not known here, and what it told is found all the same.
                            return;
                        }
                    },
                    _ -> {});
        }
        return known;
    }
}
