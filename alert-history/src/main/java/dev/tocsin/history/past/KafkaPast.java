package dev.tocsin.history.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.answer.Answers;
import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.life.Life;
import dev.tocsin.history.life.Progress;
import dev.tocsin.history.log.Budget;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.parked.Discard;
import dev.tocsin.history.parked.ParkedIndex;
import dev.tocsin.history.parked.ParkedIndex.Entry;
import dev.tocsin.history.trace.LifeReader;
import dev.tocsin.history.trace.Matches;
import dev.tocsin.history.trace.Positions;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Policy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The past as Kafka has it. Every question opens clients of its own and closes them; nobody's offsets move. May be asked by
 * several threads at once.
 */
public final class KafkaPast implements Past {
    private static final int TOGETHER = 500;

    private final Cluster cluster;
    private final Positions.Notes notes;
    private final Supplier<Policy> policy;
    private final InstantSource clock;
    private final Limits limits;

    /**
     * Connects when it is asked.
     *
     * @param notes reads what stands beside a receiver's offset
     * @param policy as of now
     */
    public KafkaPast(
            Cluster cluster, Positions.Notes notes, Supplier<Policy> policy, InstantSource clock, Limits limits) {
        this.cluster = cluster;
        this.notes = notes;
        this.policy = policy;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public LifeAnswer lives(LifeQuestion question) {
        Instant now = clock.instant();
        Span span = new Span(question.from(), question.to().orElse(Span.FOR_EVER));
        try (LogReader log = cluster.reader()) {
            Progress progress = progress();
            LifeReader reader = new LifeReader(log, cluster.topics(), new Budget(limits.bytes()));
            Matches matches = reader.matches(question.question(), span, limits.alerts());
            Policy rules = policy.get();
            Answers answers = new Answers(rules, question.receiver(), limits.steps());
            return new LifeAnswer(
                    LifeAnswer.VERSION,
                    now,
                    question.from(),
                    question.to().orElse(null),
                    matches.count(),
                    matches.count() > matches.latest().size(),
                    matches.count() == 0
                            ? List.of()
                            : reader.facts(matches.latest(), span).stream()
                                    .map(facts -> answers.of(Life.of(facts, progress, rules, DecisionRules.standard())))
                                    .toList());
        }
    }

    private Progress progress() {
        try (Admin admin = cluster.admin()) {
            return new Positions(admin, cluster.topics(), cluster.patience()).read(notes);
        }
    }

    @Override
    public ParkedAnswer parked(Selection selection, String after, int most) {
        Instant now = clock.instant();
        try (LogReader log = cluster.reader()) {
            ParkedIndex index = index(log, selection);
            List<Entry> behind = after.isEmpty() ? index.entries() : behind(index, after);
            List<Entry> page = ParkedIndex.first(behind, most, limits.page());
            boolean more = page.size() < behind.size();
            return new ParkedAnswer(
                    ParkedAnswer.VERSION,
                    now,
                    index.entries().size(),
                    index.receivers(),
                    more,
                    more ? cursor(page) : null,
                    ParkedIndex.values(log, cluster.topics().parked(), page),
                    index.unreadable());
        }
    }

    @Override
    public Optional<ParkedAlert> parked(String key) {
        return parked(Selection.of(List.of(key)), "", 1).parked().stream().findFirst();
    }

    @Override
    public DiscardAnswer discard(Selection selection, Decision decision) {
        Instant now = clock.instant();
        Discard discard = new Discard(decision.by(), decision.reason(), now);
        try (LogReader log = cluster.reader()) {
            ParkedIndex index = index(log, selection);
            List<String> missing = index.missing(selection.keys());
            if (!decision.dryRun() && missing.isEmpty()) {
                carryOut(log, discard, index.entries());
            }
            return new DiscardAnswer(
                    DiscardAnswer.VERSION,
                    now,
                    decision.dryRun(),
                    index.entries().size(),
                    index.receivers(),
                    missing);
        }
    }

    private void carryOut(LogReader log, Discard discard, List<Entry> all) {
        if (all.isEmpty()) {
            return;
        }
        try (Producer<byte[], byte[]> producer = cluster.producer()) {
            List<Entry> rest = all;
            while (!rest.isEmpty()) {
                List<Entry> some = ParkedIndex.first(rest, TOGETHER, limits.page());
                var alerts = ParkedIndex.values(log, cluster.topics().parked(), some);
                var _ = discard.carryOut(producer, cluster.topics(), alerts, cluster.patience());
                rest = rest.subList(some.size(), rest.size());
            }
        } catch (HistoryException e) {
            throw new HistoryException(e.getMessage() + "; some may be discarded, a list shows the rest", e);
        }
    }

    private ParkedIndex index(LogReader log, Selection selection) {
        return ParkedIndex.read(log, cluster.topics().parked(), selection.wanted(), limits.standing());
    }

    private static @Nullable String cursor(List<Entry> page) {
        Entry last = page.getLast();
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.at() + " " + last.key()).getBytes(UTF_8));
    }

    private static List<Entry> behind(ParkedIndex index, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
            if (parts.length == 2) {
                return index.behind(Instant.parse(parts[0]), parts[1]);
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // The sentence below says it.
        }
        throw new IllegalArgumentException("after is not what an answer gave as next: " + cursor);
    }
}
