package dev.tocsin.ingest.intake;

import dev.tocsin.ingest.intake.Refusal.Reason;

/** Carries a refusal out of the depths of a body; never leaves this package. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Reason reason, String sentence) {
        // No stack trace: a bad body is no fault of ours, and senders may repeat it all day.
        super(sentence, null, false, false);
        this.refusal = new Refusal(reason, sentence);
    }

    Refusal refusal() {
        return refusal;
    }
}
