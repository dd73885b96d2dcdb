package dev.tocsin.notifier.delivery;

import dev.tocsin.model.notification.Notification;
import java.util.Optional;

/** Knows which message of a receiver another one answers. */
@FunctionalInterface
public interface Parents {
    /** The receiver's id of the message that this one answers; none when it answers several, or none that is known. */
    Optional<String> parentOf(Notification notification);

    /** Knows nothing: every message stands for itself. */
    static Parents none() {
        return notification -> Optional.empty();
    }
}
