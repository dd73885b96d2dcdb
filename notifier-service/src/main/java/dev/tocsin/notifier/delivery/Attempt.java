package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.notification.Notification;
import java.time.Instant;
import java.util.List;

/**
 * One try to bring a batch to its receiver.
 *
 * @param notification what to tell
 * @param messageId the same for every attempt at the same batch, whatever its form
 * @param number of the attempt, from 1
 * @param since when the first attempt at this batch was planned
 * @param fate whether an earlier attempt may have reached the receiver
 * @param form what the message looks like
 * @param occasion why it is told, if that is out of the ordinary
 */
public record Attempt(
        Notification notification,
        String messageId,
        int number,
        Instant since,
        Fate fate,
        Form form,
        Occasion occasion) {
    /** An attempt that nothing is out of the ordinary about. */
    public Attempt(Notification notification, String messageId, int number, Instant since, Fate fate, Form form) {
        this(notification, messageId, number, since, fate, form, Occasion.usual());
    }

    /** The attempt that a plan says comes next. */
    static Attempt of(Plan plan, List<LaneRecord> batch, Form form, Occasion occasion) {
        Notification notification =
                Notification.of(batch.stream().map(LaneRecord::routed).toList());
        return new Attempt(notification, plan.messageId(), plan.attempt(), plan.since(), plan.fate(), form, occasion);
    }

    /** What a message looks like. It is no part of the id: a change of form is the same message. */
    public enum Form {
        /** With all that the receiver can show. */
        RICH,
        /** Text alone: for an alert whose rich form was refused. */
        PLAIN
    }
}
