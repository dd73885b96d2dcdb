package dev.tocsin.history.reconcile;

import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.history.reconcile.Finding.Missing;
import dev.tocsin.history.reconcile.Finding.Quiet;
import dev.tocsin.history.reconcile.Finding.Refired;
import dev.tocsin.history.reconcile.Finding.Renamed;
import dev.tocsin.history.reconcile.Finding.TooYoung;
import dev.tocsin.history.reconcile.Finding.Unsure;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Alertmanager has with what Tocsin believes. Whether something would be news is asked of the router's own
 * decider, so what a heal brings is what the router will tell.
 *
 * @param source the name under which Alertmanager posts
 * @param policy as ingest and the router have it: the identity of an alert rests on it
 * @param grace how long a difference may last, for Alertmanager does not notify at once
 * @param at when the Alertmanagers were asked, before the states were read: what happens in between is then young
 */
public record Comparison(String source, Policy policy, Duration grace, Instant at) {
    private static final DecisionRules RULES = DecisionRules.standard();

    /** The comparison. Of the states those of other sources are left out. */
    public Reconciliation compare(View view, Map<Identity, AlertState> states) {
        Map<Identity, HeldAlert> held = new HashMap<>();
        view.alerts().forEach(alert -> held.merge(identity(alert), alert, Comparison::speaking));
        List<Finding> findings = new ArrayList<>();
        held.forEach(
                (identity, alert) -> held(identity, alert, states.get(identity)).ifPresent(findings::add));
        states.values().stream()
                .filter(state -> state.firing() && state.identity().source().equals(source))
                .filter(state -> !held.containsKey(state.identity()))
                .map(state -> gone(state, view.whole()))
                .forEach(findings::add);
        findings.sort(Comparator.comparing(found -> found.identity().toString()));
        Set<Identity> found = findings.stream().map(Finding::identity).collect(Collectors.toSet());
        long inStep = held.keySet().stream()
                .filter(identity -> firing(states.get(identity)) && !found.contains(identity))
                .count();
        return new Reconciliation(findings, Math.toIntExact(inStep));
    }

    private static boolean firing(@Nullable AlertState state) {
        return state != null && state.firing();
    }

    /** As ingest makes it. */
    private Identity identity(HeldAlert alert) {
        return new Identity(source, policy.fingerprint(alert.alert().labels(), alert.fingerprint()));
    }

    /** Of one alert that several tell (peers, replicas): who notifies of it counts, then who knows it longest. */
    private static HeldAlert speaking(HeldAlert a, HeldAlert b) {
        if (a.unsaid().isPresent() != b.unsaid().isPresent()) {
            return a.unsaid().isPresent() ? b : a;
        }
        return b.alert().startsAt().isBefore(a.alert().startsAt()) ? b : a;
    }

    private Optional<Finding> held(Identity identity, HeldAlert held, @Nullable AlertState state) {
        if (held.unsaid().isPresent()) {
            return Optional.ofNullable(state)
                    .filter(AlertState::firing)
                    .map(known -> new Quiet(known, held.unsaid().get()));
        }
        Instant until = held.alert().startsAt().plus(grace);
        return news(identity, held, state).map(found -> at.isBefore(until) ? young(identity, held, until) : found);
    }

    private Optional<Finding> news(Identity identity, HeldAlert held, @Nullable AlertState state) {
        return switch (decide(identity, held, state)) {
            case Decision.NewFiring _ -> Optional.of(new Missing(identity, held.alert()));
            case Decision.Refired _ -> Optional.of(new Refired(identity, held.alert()));
            // Its end came a moment ago, perhaps while the Alertmanagers were asked: the router would not take it yet.
            case Decision.Stale _ -> Optional.of(young(identity, held, at.plus(RULES.lateWindow())));
            // A repeat that is due is Alertmanager's to bring.
            case Decision.RepeatDue _, Decision.Duplicate _ -> Optional.empty();
            case Decision.Resolved _, Decision.Expired _, Decision.Forgotten _, Decision.NotDue _ ->
                throw new IllegalStateException("a firing ends nothing");
        };
    }

    private static Finding young(Identity identity, HeldAlert held, Instant until) {
        return new TooYoung(identity, held.alert(), true, until);
    }

    private Decision decide(Identity identity, HeldAlert held, @Nullable AlertState state) {
        ReceivedAlert received = new ReceivedAlert(identity, held.alert(), "", at, "", false);
        return new Decider(policy, RULES).decide(state, new Incoming(received, at), at);
    }

    private Finding gone(AlertState state, boolean whole) {
        if (!policy.fingerprint(
                        state.alert().labels(), Optional.of(state.identity().fingerprint()))
                .equals(state.identity().fingerprint())) {
            return new Renamed(state);
        }
        if (!whole) {
            return new Unsure(state);
        }
        Instant until = state.lastSeen().plus(grace);
        if (at.isBefore(until)) {
            return new TooYoung(state.identity(), state.alert(), false, until);
        }
        // A source's clock may be ahead. An end before the start would be late, and nobody would believe it.
        return new Ended(state, at.isBefore(state.latestStartsAt()) ? state.latestStartsAt() : at);
    }

    /** Whether these states show what a heal was to bring. */
    public boolean shown(Finding difference, Map<Identity, AlertState> states) {
        AlertState state = states.get(difference.identity());
        return switch (difference) {
            case Missing(Identity identity, var alert) -> taken(identity, alert, state);
            case Refired(Identity identity, var alert) -> taken(identity, alert, state);
            // What began later is another firing, which was not to be ended.
            case Ended(var _, Instant endsAt) ->
                state == null || !state.firing() || state.latestStartsAt().isAfter(endsAt);
            case TooYoung _, Quiet _, Unsure _, Renamed _ -> true;
        };
    }

    private boolean taken(Identity identity, Alert alert, @Nullable AlertState state) {
        HeldAlert held = new HeldAlert(alert, Optional.of(identity.fingerprint()), Optional.empty());
        return firing(state) && news(identity, held, state).isEmpty();
    }
}
