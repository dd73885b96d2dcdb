package dev.tocsin.model.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver ended. */
public sealed interface Outcome {
    /** Why the receiver has not got all of it, for people; an empty text if it has. */
    default String reason() {
        return "";
    }

    /**
     * The receiver has it.
     *
     * @param messageId the receiver's own id of the message, or an empty text when it tells none
     */
    record Delivered(String messageId) implements Outcome {}

    /**
     * The receiver is well and has got more of it than before; the rest comes with the next attempt.
     *
     * @param reason for people
     * @param notBefore when the receiver said to come back, or null
     */
    record Partly(String reason, @Nullable Instant notBefore) implements Outcome {}

    /**
     * It may pass later.
     *
     * @param reason for people
     * @param fate whether the receiver may have it all the same
     * @param notBefore when the receiver said to come back, or null
     */
    record Retryable(String reason, Fate fate, @Nullable Instant notBefore) implements Outcome {}

    /**
     * This message, as it is, will not be taken. Whether the receiver takes anything at all must be seen first.
     *
     * @param reason the receiver's words
     */
    record Refused(String reason) implements Outcome {}

    /**
     * The receiver takes nothing until somebody mends it: a wrong token, a disabled webhook.
     *
     * @param reason for people
     * @param fate whether the receiver may have it all the same
     */
    record Suspended(String reason, Fate fate) implements Outcome {
        /** It has answered that it does not take it. */
        public Suspended(String reason) {
            this(reason, Fate.NOT_STORED);
        }
    }

    /** What is known of a message whose attempt failed. */
    enum Fate {
        /** The receiver does not have it. */
        NOT_STORED,
        /** The receiver may have it. */
        UNKNOWN
    }
}
