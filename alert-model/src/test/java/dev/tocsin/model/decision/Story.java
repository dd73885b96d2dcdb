package dev.tocsin.model.decision;

import dev.tocsin.model.route.Policy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to one alert, one event after the other; keeps its state as the router does. */
final class Story {
    private Decider decider;
    private @Nullable AlertState state;

    Story() {
        this(Policy.standard());
    }

    Story(Policy policy) {
        decider = new Decider(policy, DecisionRules.standard());
    }

    /** From here on another policy holds. */
    Story reloads(Policy policy) {
        decider = new Decider(policy, DecisionRules.standard());
        return this;
    }

    /** A record is read as soon as the broker has it. */
    Decision hears(Incoming incoming) {
        return hears(incoming, incoming.appendedAt());
    }

    /** A record is read at this time. */
    Decision hears(Incoming incoming, Instant now) {
        return keep(decider.decide(state, incoming, now));
    }

    /** It becomes this late. */
    Decision waitsUntil(Instant now) {
        return keep(decider.onTime(state(), now));
    }

    AlertState state() {
        return Objects.requireNonNull(state, "nothing is known");
    }

    boolean knowsNothing() {
        return state == null;
    }

    Instant dueAt() {
        return decider.dueAt(state());
    }

    private Decision keep(Decision decision) {
        state = switch (decision) {
            case Decision.Expired expired -> null;
            case Decision.News news -> news.next();
            case Decision.Duplicate duplicate -> duplicate.next();
            case Decision.Forgotten forgotten -> null;
            case Decision.Stale stale -> state;
            case Decision.NotDue notDue -> state;
        };
        return decision;
    }

    /** The decision in a word. */
    static String word(Decision decision) {
        return decision instanceof Decision.Stale stale
                ? stale.why().name()
                : decision.getClass().getSimpleName();
    }
}
