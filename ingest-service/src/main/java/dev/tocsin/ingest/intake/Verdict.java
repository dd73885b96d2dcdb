package dev.tocsin.ingest.intake;

import java.time.Duration;

/** The answer to a request. */
public sealed interface Verdict {
    /**
     * Every alert is kept.
     *
     * @param alerts how many
     * @param waited for the log's acknowledgement
     */
    record Accepted(int alerts, Duration waited) implements Verdict {}

    /**
     * Nothing was written, and repeating it unchanged is no use.
     *
     * @param refusal what to change
     */
    record Refused(Refusal refusal) implements Verdict {}

    /**
     * Not now: repeating it is harmless.
     *
     * @param cause for the metric
     * @param sentence for people
     * @param retryAfter when trying again is worth it
     */
    record Unavailable(Cause cause, String sentence, Duration retryAfter) implements Verdict {}

    /** Why a request could not be taken. */
    enum Cause {
        /** Too much is under way. */
        OVERLOADED,
        /** The log does not take it. */
        LOG,
        /** The log did not answer in time. */
        TIMEOUT,
        /** The body did not arrive in time. */
        SLOW_BODY
    }
}
