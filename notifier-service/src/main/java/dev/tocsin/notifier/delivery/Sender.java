package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;

/** Brings messages to one receiver. */
public interface Sender {
    /** Makes one attempt. It blocks, for ten seconds at most, and never throws: whatever happens is an outcome. */
    Outcome send(Attempt attempt);

    /**
     * Posts a neutral text without any foreign word, to see whether the receiver takes anything at all. Blocks like
     * {@link #send}.
     */
    Outcome probe();

    /** What makes the destination this one: a part of the message id. Not shown to anybody. */
    String room();
}
