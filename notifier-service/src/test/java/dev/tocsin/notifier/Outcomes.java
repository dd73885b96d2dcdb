package dev.tocsin.notifier;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;

/** Outcomes as tables in tests write them. */
public final class Outcomes {
    private Outcomes() {}

    /** The outcome in a word or two. */
    public static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered d -> "delivered";
            case Outcome.Partly p -> "partly";
            case Outcome.Retryable r -> r.fate() == Fate.UNKNOWN ? "retry, unknown" : "retry";
            case Outcome.Refused r -> "refused";
            case Outcome.Suspended s -> "suspended";
        };
    }
}
