package dev.tocsin.ingest.intake;

/** What became of a batch. */
public sealed interface Appended {
    /** Every alert is written and replicated. */
    record Written() implements Appended {}

    /**
     * The log can't take the batch now; some of its alerts may be in.
     *
     * @param reason for an operator, without a full stop
     */
    record Unavailable(String reason) implements Appended {}
}
