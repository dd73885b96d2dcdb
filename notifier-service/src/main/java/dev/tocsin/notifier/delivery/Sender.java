package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.notification.Notification;

/** Brings messages to one receiver. */
public interface Sender {
    /**
     * Makes one attempt. It blocks, for ten seconds at most, and never throws: whatever happens is an outcome.
     *
     * @param notification what to tell
     * @param messageId the same for every attempt at the same batch
     */
    Outcome send(Notification notification, String messageId);

    /**
     * Posts a neutral text without any foreign word, to see whether the receiver takes anything at all. Blocks like
     * {@link #send}.
     */
    Outcome probe();

    /** What makes the destination this one: a part of the message id. Not shown to anybody. */
    String room();
}
