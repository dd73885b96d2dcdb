package dev.tocsin.model.decision;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.Decision.Stale.Why;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what is news. It keeps nothing and asks nobody: the same question has the same answer. */
public final class Decider {
    /** A repeat that comes a little early is told, else every second one would be lost. */
    private static final double REPEAT_SHARE = 0.9;

    private final Policy policy;
    private final DecisionRules rules;

    /** A decider under this policy. */
    public Decider(Policy policy, DecisionRules rules) {
        this.policy = policy;
        this.rules = rules;
    }

    /**
     * What a record means.
     *
     * @param state what is known of the alert, or null
     * @param incoming the record
     * @param now the router's clock, which repeats go by: a backlog tells one repeat, not ten
     */
    public Decision decide(@Nullable AlertState state, Incoming incoming, Instant now) {
        if (incoming.received().shadowed()) {
            return new Stale(Why.SHADOWED);
        }
        boolean firing = incoming.received().alert().firing();
        if (state == null) {
            return firing ? new Decision.NewFiring(first(incoming, now)) : new Stale(Why.UNKNOWN_END);
        }
        if (state.firing()) {
            return firing ? stillFiring(state, incoming, now) : ended(state, incoming, now);
        }
        return firing ? afterTheEnd(state, incoming, now) : new Decision.Duplicate(stillResolved(state, incoming));
    }

    /** What the passing of time means for this alert. */
    public Decision onTime(AlertState state, Instant now) {
        if (now.isBefore(dueAt(state))) {
            return new Decision.NotDue();
        }
        if (!state.firing()) {
            return new Decision.Forgotten();
        }
        return new Decision.Expired(new AlertState(
                state.received(),
                state.episode(),
                state.seq() + 1,
                state.earliestStartsAt(),
                state.latestStartsAt(),
                state.changedAt(),
                state.lastSeen(),
                now,
                present(state.addresses(), state.alert())));
    }

    /** When {@link #onTime} will have something to say, if nothing is heard until then. */
    public Instant dueAt(AlertState state) {
        return state.firing()
                ? state.lastSeen().plus(rules.expireAfter())
                : state.changedAt().plus(rules.resolvedKept());
    }

    private AlertState first(Incoming incoming, Instant now) {
        Alert alert = incoming.received().alert();
        return new AlertState(
                incoming.received(),
                1,
                incoming.appendedAt().toEpochMilli(),
                alert.startsAt(),
                alert.startsAt(),
                incoming.appendedAt(),
                incoming.appendedAt(),
                now,
                policy.addresses(alert));
    }

    private Decision stillFiring(AlertState state, Incoming incoming, Instant now) {
        Instant startsAt = incoming.received().alert().startsAt();
        // A start that is known already is no new one, whatever lastSeen says: a source's clock may be ahead.
        if (startsAt.isAfter(state.lastSeen().plus(rules.missedEnd())) && startsAt.isAfter(state.latestStartsAt())) {
            return new Decision.Refired(nextEpisode(state, incoming, now));
        }
        // A telling in the future was dated by another router's clock, which was ahead: it must not silence for so
        // long.
        Duration silence = Duration.between(state.lastNotified(), now).abs();
        Duration interval = policy.severities()
                .named(state.addresses().severity())
                .map(Severity::repeatInterval)
                .orElse(policy.severities().fallback().repeatInterval());
        if (silence.toMillis() >= interval.toMillis() * REPEAT_SHARE) {
            return new Decision.RepeatDue(told(heard(state, incoming), now));
        }
        return new Decision.Duplicate(heard(state, incoming));
    }

    private Decision ended(AlertState state, Incoming incoming, Instant now) {
        Instant endsAt = Objects.requireNonNull(incoming.received().alert().endsAt(), "endsAt is null");
        if (endsAt.isBefore(state.latestStartsAt())) {
            return new Stale(Why.END_BEFORE_START);
        }
        AlertState ended = new AlertState(
                incoming.received(),
                state.episode(),
                state.seq(),
                earlier(state.earliestStartsAt(), incoming.received().alert().startsAt()),
                state.latestStartsAt(),
                incoming.appendedAt(),
                incoming.appendedAt(),
                state.lastNotified(),
                state.addresses());
        return new Decision.Resolved(told(ended, now));
    }

    private Decision afterTheEnd(AlertState state, Incoming incoming, Instant now) {
        Instant endsAt = Objects.requireNonNull(state.alert().endsAt(), "endsAt is null");
        // Replicas evaluate at the same instants: one may begin at the very instant at which the other ends.
        boolean startedBefore = incoming.received().alert().startsAt().isBefore(endsAt);
        boolean soon = !incoming.appendedAt().isAfter(state.changedAt().plus(rules.lateWindow()));
        if (startedBefore && soon) {
            return new Stale(Why.LATE_FIRING);
        }
        return new Decision.Refired(nextEpisode(state, incoming, now));
    }

    private static AlertState stillResolved(AlertState state, Incoming incoming) {
        Instant known = Objects.requireNonNull(state.alert().endsAt(), "endsAt is null");
        Instant told = Objects.requireNonNull(incoming.received().alert().endsAt(), "endsAt is null");
        boolean later = told.isAfter(known);
        return new AlertState(
                later ? incoming.received() : state.received(),
                state.episode(),
                state.seq(),
                state.earliestStartsAt(),
                state.latestStartsAt(),
                // What is late is late for the end that is known; the same end told again must not silence a replica.
                later ? incoming.appendedAt() : state.changedAt(),
                incoming.appendedAt(),
                state.lastNotified(),
                state.addresses());
    }

    private static AlertState heard(AlertState state, Incoming incoming) {
        Instant startsAt = incoming.received().alert().startsAt();
        return new AlertState(
                incoming.received(),
                state.episode(),
                state.seq(),
                earlier(state.earliestStartsAt(), startsAt),
                startsAt.isAfter(state.latestStartsAt()) ? startsAt : state.latestStartsAt(),
                state.changedAt(),
                incoming.appendedAt(),
                state.lastNotified(),
                state.addresses());
    }

    private AlertState nextEpisode(AlertState state, Incoming incoming, Instant now) {
        Alert alert = incoming.received().alert();
        // What was told a moment ago may still wait in its lane: order holds only if the alert stays there.
        boolean settled = !now.isBefore(state.lastNotified().plus(rules.settle()));
        return new AlertState(
                incoming.received(),
                state.episode() + 1,
                state.seq() + 1,
                alert.startsAt(),
                alert.startsAt(),
                incoming.appendedAt(),
                incoming.appendedAt(),
                now,
                settled ? policy.addresses(alert) : present(state.addresses(), alert));
    }

    private AlertState told(AlertState state, Instant now) {
        return new AlertState(
                state.received(),
                state.episode(),
                state.seq() + 1,
                state.earliestStartsAt(),
                state.latestStartsAt(),
                state.changedAt(),
                state.lastSeen(),
                now,
                present(state.addresses(), state.alert()));
    }

    /** The addresses of the episode, without receivers that have left the configuration. */
    private Addresses present(Addresses addresses, Alert alert) {
        boolean complete = addresses
                .receivers()
                .allMatch(to -> policy.receiver(to.receiver()).isPresent());
        return complete ? addresses : addresses.replaced(policy, alert);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
