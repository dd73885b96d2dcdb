package dev.tocsin.notifier;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import java.util.List;

/** Attempts for tests of senders. */
public final class Attempts {
    private Attempts() {}

    /** The first attempt at a batch. */
    public static Attempt first(RoutedAlert... batch) {
        return first("0123456789abcdef01234567", batch);
    }

    /** The first attempt at a batch, under this id. */
    public static Attempt first(String messageId, RoutedAlert... batch) {
        return new Attempt(
                Notification.of(List.of(batch)),
                messageId,
                1,
                Routed.NOON,
                Fate.NOT_STORED,
                Form.RICH,
                Occasion.usual());
    }
}
