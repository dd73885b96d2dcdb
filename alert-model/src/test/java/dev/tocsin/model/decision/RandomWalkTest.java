package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order: what must hold, holds. The seed of a walk that fails is in its message. */
class RandomWalkTest {
    private static final int WALKS = 10_000;
    private static final int STEPS = 20;
    private static final NavigableMap<String, String> LABELS = Alert.sorted(Map.of("alertname", "A"));
    private static final NavigableMap<String, String> NONE = Alert.sorted(Map.of());
    private static final Identity IDENTITY = new Identity("alertmanager", Fingerprint.of(LABELS));
    private static final DecisionRules RULES = DecisionRules.standard();
    private static final List<Policy> POLICIES = List.of(
            policy(route("a", List.of()), "a", "b"),
            policy(route("b", List.of()), "a", "b"),
            policy(route("b", List.of()), "b"));

    @Test
    void everyWalkKeepsWhatIsPromised() {
        Set<String> decided = new TreeSet<>();
        for (long seed = 0; seed < WALKS; seed++) {
            new Walk(seed, decided).run();
        }
        assertThat(decided)
                .as("what the walks come across, else they prove nothing")
                .containsExactly(
                        "Duplicate",
                        "END_BEFORE_START",
                        "Expired",
                        "Forgotten",
                        "LATE_FIRING",
                        "NewFiring",
                        "NotDue",
                        "Refired",
                        "RepeatDue",
                        "Resolved",
                        "UNKNOWN_END");
    }

    /** One alert and 20 events: two clocks that disagree, records out of order, reloads, long silences. */
    private static final class Walk {
        private final RandomGenerator random;
        private final List<Object> steps = new ArrayList<>();
        private final Set<String> decided;
        private Policy policy = POLICIES.getFirst();
        private Instant now = at("10:00");
        private @Nullable AlertState state;
        private long lastSeq;
        private boolean toldFiring;

        Walk(long seed, Set<String> decided) {
            this.decided = decided;
            random = new SplittableRandom(seed);
            steps.add("seed " + seed);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(pause());
                if (random.nextInt(20) == 0) {
                    policy = POLICIES.get(random.nextInt(POLICIES.size()));
                }
                if (state != null && random.nextInt(4) == 0) {
                    passTime(state);
                } else {
                    hear(incoming());
                }
            }
        }

        private Duration pause() {
            return switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> Duration.ofMillis(1 + random.nextInt(2_000));
                case 4, 5, 6 -> Duration.ofSeconds(random.nextInt(1, 120));
                case 7, 8 -> Duration.ofMinutes(random.nextInt(1, 90));
                default -> Duration.ofHours(random.nextInt(1, 400));
            };
        }

        private Incoming incoming() {
            // The broker had it up to a minute ago; the source repeats a start or names one nearby.
            Instant heard = now.minusMillis(random.nextInt(60_000));
            boolean sameStart = state != null && random.nextBoolean();
            Instant start = sameStart
                    ? Objects.requireNonNull(state).latestStartsAt()
                    : heard.plusSeconds(random.nextInt(-600, 60));
            Instant end = start.plusSeconds(random.nextInt(0, 300));
            boolean firing = random.nextBoolean();
            Alert alert =
                    new Alert(firing ? Status.FIRING : Status.RESOLVED, LABELS, NONE, start, firing ? null : end, "");
            return new Incoming(new ReceivedAlert(IDENTITY, alert, "request", heard, "", false), heard);
        }

        private void hear(Incoming incoming) {
            AlertState before = state;
            Decision decision = new Decider(policy, RULES).decide(before, incoming, now);
            note(incoming, decision);
            after(before, decision);
            if (incoming.received().alert().firing()) {
                neverSwallowed(before, incoming);
            }
        }

        private void passTime(AlertState before) {
            Decider decider = new Decider(policy, RULES);
            Decision decision = decider.onTime(before, now);
            note("time passes", decision);
            holds(
                    (decision instanceof Decision.NotDue) == now.isBefore(decider.dueAt(before)),
                    "dueAt says when onTime has something to say");
            holds(
                    !(decision instanceof Decision.Forgotten) || !before.firing(),
                    "a firing alert is never forgotten silently");
            after(before, decision);
        }

        private void after(@Nullable AlertState before, Decision decision) {
            switch (decision) {
                case News news -> told(before, news);
                case Duplicate duplicate -> {
                    AlertState known = Objects.requireNonNull(before);
                    holds(duplicate.next().seq() == known.seq(), "a duplicate keeps seq");
                    holds(duplicate.next().episode() == known.episode(), "a duplicate keeps the episode");
                    holds(duplicate.next().addresses().equals(known.addresses()), "a duplicate keeps the addresses");
                    holds(duplicate.next().firing() == known.firing(), "a duplicate keeps the status");
                    holds(duplicate.next().lastNotified().equals(known.lastNotified()), "a duplicate tells nothing");
                    state = duplicate.next();
                }
                case Decision.Forgotten forgotten -> state = null;
                case Decision.Stale stale -> state = before;
                case Decision.NotDue notDue -> state = before;
            }
        }

        private void told(@Nullable AlertState before, News news) {
            AlertState next = news.next();
            boolean end = news.reason() == Reason.RESOLVED || news.reason() == Reason.EXPIRED;
            holds(next.seq() > lastSeq, "seq rises");
            holds(!end || toldFiring, "an end is told only after a firing");
            holds(end || news.reason() == Reason.FIRING || before != null, "only a first firing needs no state");
            holds(next.lastNotified().equals(now), "a telling is dated now");
            holds(!next.earliestStartsAt().isAfter(next.latestStartsAt()), "the earliest start is not the later one");
            holds(reachable(next), "whoever is addressed exists");
            holds(end || next.firing(), "what is told as firing fires");
            holds(before == null || stays(before, news), "an episode stays where it is");
            lastSeq = next.seq();
            toldFiring = !end;
            state = news.reason() == Reason.EXPIRED ? null : next;
        }

        private boolean reachable(AlertState next) {
            return !RoutedAlert.of(new Decision.NewFiring(next), policy).isEmpty()
                    && next.addresses()
                            .receivers()
                            .allMatch(to -> policy.receiver(to.receiver()).isPresent());
        }

        private boolean stays(AlertState before, News news) {
            boolean complete = before.addresses()
                    .receivers()
                    .allMatch(to -> policy.receiver(to.receiver()).isPresent());
            boolean settled = !now.isBefore(before.lastNotified().plus(RULES.settle()));
            boolean mayMove = !complete || (news.reason() == Reason.REFIRED && settled);
            return mayMove || news.next().addresses().equals(before.addresses());
        }

        /** A firing that is heard ends in a firing state, unless it comes shortly after the end that it began before. */
        private void neverSwallowed(@Nullable AlertState before, Incoming incoming) {
            boolean late = before != null
                    && !before.firing()
                    && !incoming.appendedAt().isAfter(before.changedAt().plus(RULES.lateWindow()));
            holds(late || (state != null && state.firing()), "a firing is not swallowed");
        }

        private void note(Object event, Decision decision) {
            steps.add(List.of(now, event, decision));
            decided.add(Story.word(decision));
        }

        private void holds(boolean condition, String what) {
            if (!condition) {
                String story = steps.stream().map(Object::toString).collect(Collectors.joining("\n"));
                throw new AssertionError(what + "\n" + story);
            }
        }
    }
}
