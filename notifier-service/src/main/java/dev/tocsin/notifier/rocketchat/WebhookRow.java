package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;

/**
 * How often in a row a webhook has answered what a passing failure and a mistake in its configuration have in common.
 * Safe for use by many threads.
 */
final class WebhookRow {
    /** So many are taken for a passing failure. */
    private static final int PATIENCE = 2;

    /** Guarded by this. */
    private int length;

    /** What the next answer comes to. */
    synchronized Outcome after(WebhookAnswers.Meaning next) {
        if (next.inARow().isEmpty()) {
            length = 0;
            return next.outcome();
        }
        length = Math.min(length + 1, PATIENCE + 1);
        return length > PATIENCE ? next.inARow().get() : next.outcome();
    }
}
