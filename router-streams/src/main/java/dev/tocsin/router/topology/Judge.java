package dev.tocsin.router.topology;

import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Expired;
import dev.tocsin.model.decision.Decision.NewFiring;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.Refired;
import dev.tocsin.model.decision.Decision.RepeatDue;
import dev.tocsin.model.decision.Decision.Resolved;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Addresses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides by the policy of the moment, and only for topics that exist. */
final class Judge {
    private final Supplier<Routing> source;
    private final DecisionRules rules;
    private Routing routing;
    private Decider decider;

    Judge(Supplier<Routing> source, DecisionRules rules) {
        this.source = source;
        this.rules = rules;
        this.routing = source.get();
        this.decider = new Decider(routing.policy(), rules);
    }

    /** Takes over a policy that was read again. */
    void refresh() {
        Routing now = source.get();
        if (!now.equals(routing)) {
            routing = now;
            decider = new Decider(now.policy(), rules);
        }
    }

    Decision decide(Optional<AlertState> known, Incoming incoming, Instant now) {
        return decider.decide(known.orElse(null), incoming, now);
    }

    Decision onTime(AlertState state, Instant now) {
        return decider.onTime(state, now);
    }

    Instant dueAt(AlertState state) {
        return decider.dueAt(state);
    }

    /** The records that tell these news; none when nobody wants to hear of them. */
    List<RoutedAlert> alerts(News news) {
        return RoutedAlert.of(news, routing.policy());
    }

    /**
     * The news with the present severity, should the one of the episode have no topic: someone deleted it. That the
     * order over the two topics is lost is better than a router that stands still.
     */
    News placed(News news) {
        AlertState next = news.next();
        if (routing.severities().contains(next.addresses().severity())) {
            return news;
        }
        Addresses moved = new Addresses(
                routing.policy().severities().of(next.alert()).name(),
                next.addresses().byGroup());
        AlertState state = new AlertState(
                next.received(),
                next.episode(),
                next.seq(),
                next.earliestStartsAt(),
                next.latestStartsAt(),
                next.changedAt(),
                next.lastSeen(),
                next.lastNotified(),
                moved);
        return switch (news) {
            case NewFiring was -> new NewFiring(state);
            case Resolved was -> new Resolved(state);
            case Refired was -> new Refired(state);
            case RepeatDue was -> new RepeatDue(state);
            case Expired was -> new Expired(state);
        };
    }
}
