package dev.tocsin.history.life;

import dev.tocsin.history.life.Facts.Heard;
import dev.tocsin.history.life.Facts.Telling;
import dev.tocsin.history.life.Verdict.Why;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says of every record what the router made of it. What it told stands in the severity topics, and that is the truth; why
 * it did not tell the rest is decided anew, by the rules as of now. For one use.
 */
final class Recollection {
    private final Facts facts;
    private final Progress progress;
    private final Policy policy;
    private final Decider decider;
    /** By their number; one for each group. What was found is taken out. */
    private final NavigableMap<Long, List<Telling>> told = new TreeMap<>();

    private final NavigableMap<Long, Telling> expired = new TreeMap<>();
    private @Nullable AlertState state;

    Recollection(Facts facts, Progress progress, Policy policy, DecisionRules rules) {
        this.facts = facts;
        this.progress = progress;
        this.policy = policy;
        this.decider = new Decider(policy, rules);
        for (Telling telling : facts.tellings()) {
            long seq = telling.routed().seq();
            if (telling.replay().isEmpty() && telling.routed().reason() == Reason.EXPIRED) {
                expired.put(seq, telling);
            } else if (telling.replay().isEmpty()) {
                told.computeIfAbsent(seq, any -> new ArrayList<>()).add(telling);
            }
        }
        this.state = told.isEmpty() && expired.isEmpty() ? unchangedState() : null;
    }

    /** Nothing was told meanwhile: then what is known now of the last telling was known then. */
    private @Nullable AlertState unchangedState() {
        return facts.state()
                .filter(now -> !facts.heard().isEmpty())
                .filter(now -> now.changedAt().isBefore(facts.heard().getFirst().at()))
                .filter(now ->
                        now.lastNotified().isBefore(facts.heard().getFirst().at()))
                .orElse(null);
    }

    List<Judged> judged() {
        return facts.heard().stream()
                .map(heard -> new Judged(heard, verdict(heard)))
                .toList();
    }

    private Verdict verdict(Heard heard) {
        Optional<String> rejected = rejected(heard.place());
        if (rejected.isPresent()) {
            return new Verdict.Rejected(rejected.get());
        }
        forget(heard.at());
        Optional<List<Telling>> truth = tellingOf(heard);
        if (truth.isPresent()) {
            List<RoutedAlert> group = truth.get().stream().map(Telling::routed).toList();
            state = Recalled.after(state, group, heard.received(), heard.at());
            return new Verdict.Told(truth.get().getFirst().routed().seq());
        }
        if (!progress.isRouted(heard.place())) {
            return new Verdict.NotTold(Why.NOT_READ_YET);
        }
        Incoming incoming = new Incoming(heard.received(), heard.at());
        return untold(decider.decide(state, incoming, heard.at()), heard);
    }

    private Optional<String> rejected(Place place) {
        return facts.rejections().stream()
                .filter(rejection -> rejection.isOf(place))
                .map(Facts.Rejection::reason)
                .findFirst();
    }

    private void forget(Instant now) {
        boolean gone = expired.values().removeIf(telling -> telling.at().isBefore(now));
        if (gone || (state != null && decider.onTime(state, now) instanceof Forgotten)) {
            state = null;
        }
    }

    /** An alert that stands twice in a body has two equal records; the first of them was told. */
    private Optional<List<Telling>> tellingOf(Heard heard) {
        Optional<Long> seq = told.entrySet().stream()
                .filter(e -> e.getValue().getFirst().routed().received().equals(heard.received()))
                .map(Map.Entry::getKey)
                .findFirst();
        return seq.map(told::remove);
    }

    private Verdict untold(Decision decision, Heard heard) {
        return switch (decision) {
            case Duplicate(AlertState next) -> {
                state = next;
                yield new Verdict.Known(
                        Optional.of(next.lastNotified()),
                        next.firing() ? Optional.of(severity(next).repeatInterval()) : Optional.empty());
            }
            case Stale(Stale.Why why) -> new Verdict.NotTold(why(why, heard));
            case News news -> new Verdict.NotTold(whyNot(news));
            case Forgotten forgotten -> throw unexpected(forgotten);
            case NotDue notDue -> throw unexpected(notDue);
        };
    }

    private Severity severity(AlertState known) {
        return policy.severities()
                .named(known.addresses().severity())
                .orElse(policy.severities().fallback());
    }

    private Why why(Stale.Why why, Heard heard) {
        return switch (why) {
            case END_BEFORE_START -> Why.END_BEFORE_START;
            case LATE_FIRING -> Why.LATE_FIRING;
            case SHADOWED -> Why.SHADOWED;
            // The first that is looked at may be the end of what was told before.
            case UNKNOWN_END -> facts.heard().getFirst().equals(heard) ? Why.BEFORE_THE_WINDOW : Why.UNKNOWN_END;
        };
    }

    private Why whyNot(News news) {
        if (RoutedAlert.of(news, policy).isEmpty()) {
            state = news.next();
            return Why.MUTED;
        }
        return state == null ? Why.BEFORE_THE_WINDOW : Why.OTHER_RULES;
    }

    private static IllegalStateException unexpected(Decision decision) {
        return new IllegalStateException("only a timer decides this: " + decision);
    }
}
