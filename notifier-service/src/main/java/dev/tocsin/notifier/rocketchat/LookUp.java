package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether Rocket.Chat has a message. */
sealed interface LookUp {
    /** It has it, in the room, from the account. */
    record Found(String id) implements LookUp {}

    /** It has none under this id. */
    record Missing() implements LookUp {}

    /** The id belongs to another message. */
    record Taken(String why) implements LookUp {}

    /** It has one, in a room that the account can't read. */
    record Hidden() implements LookUp {}

    /** It has not said. */
    record Unclear(String why, @Nullable Instant notBefore) implements LookUp {}

    /** What settles an attempt whatever its post has said, or says next. */
    default Optional<Outcome> settled() {
        return switch (this) {
            case Found(String id) -> Optional.of(new Outcome.Delivered(id));
            // Ids are unique in a Rocket.Chat: ours is not there and can't come, so another id cannot tell it twice.
            case Taken(String why) -> Optional.of(new Outcome.Refused(why));
            // Perhaps ours, from before the account lost the room. A new id would tell it twice once it is back, and
            // nothing else gets through to such a room either: somebody has to look.
            case Hidden h ->
                Optional.of(new Outcome.Suspended("a message with this id is in a room that the account can't read:"
                        + " make it a member again"));
            case Missing m -> Optional.empty();
            case Unclear u -> Optional.empty();
        };
    }

    /** What an attempt has come to whose post meant this, if the message is not there. */
    default Outcome after(Outcome posted) {
        return settled()
                .orElseGet(() -> this instanceof Unclear(String why, Instant notBefore)
                        ? new Outcome.Retryable(
                                posted.reason() + "; whether it is there is not known: " + why, Fate.UNKNOWN, notBefore)
                        : posted);
    }
}
