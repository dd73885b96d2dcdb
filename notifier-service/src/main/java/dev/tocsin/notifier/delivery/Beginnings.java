package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.Reason;

/** What begins an episode of an alert. */
final class Beginnings {
    private Beginnings() {}

    /** Whether this tells that an alert began to fire. */
    static boolean is(Reason reason) {
        return switch (reason) {
            case FIRING, REFIRED -> true;
            case REPEAT, RESOLVED, EXPIRED, REPLAY -> false;
        };
    }
}
