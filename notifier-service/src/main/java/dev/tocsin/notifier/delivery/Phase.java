package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.notifier.delivery.Attempt.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a lane stands. */
sealed interface Phase {
    /** The plan that is to stand in Kafka, if a batch is closed. */
    default Optional<Plan> planned() {
        return switch (this) {
            case Gathering() -> Optional.empty();
            case Restoring(Plan plan) -> Optional.of(plan);
            case Closed closed -> Optional.of(closed.plan());
        };
    }

    /** The records of the closed batch, as far as there are any. */
    default List<LaneRecord> waiting() {
        return this instanceof Closed closed ? closed.batch() : List.of();
    }

    /** When the attempt that is under way began, if one is. */
    default Optional<Instant> attemptStartedAt() {
        return switch (this) {
            case Posting posting -> Optional.of(posting.startedAt());
            case Probing probing -> Optional.of(probing.startedAt());
            case Gathering() -> Optional.empty();
            case Restoring r -> Optional.empty();
            case Planned p -> Optional.empty();
            case Waiting w -> Optional.empty();
            case Recording r -> Optional.empty();
        };
    }

    /** No batch is closed. */
    record Gathering() implements Phase {}

    /** A former owner's plan was read; its records are being read again. */
    record Restoring(Plan plan) implements Phase {}

    /** A batch is closed. */
    sealed interface Closed extends Phase {
        /** Its plan. */
        Plan plan();

        /** Its records. */
        List<LaneRecord> batch();
    }

    /** What is done about a batch, in this order as long as it is refused. */
    enum Step {
        /** It is posted in its rich form. Refused, it is halved, unless it is one alert. */
        RICH,
        /** The one alert is posted as plain text. */
        PLAIN,
        /** A neutral text is posted: only if that passes, the alert is the culprit. */
        PROBE,
        /** The alert is posted in its rich form once more, for the room may have been mended since. */
        RICH_AGAIN,
        /** It is posted as plain text once more. Refused, it is parked. */
        PLAIN_AGAIN;

        /** How the alert is posted. */
        Form form() {
            return this == RICH || this == RICH_AGAIN ? Form.RICH : Form.PLAIN;
        }
    }

    /** The plan is to be committed. {@code granted}: the slot for the attempt is already there. */
    record Planned(Plan plan, List<LaneRecord> batch, boolean granted) implements Closed {}

    /** The plan is committed; the next step waits for its slot. */
    record Waiting(Plan plan, List<LaneRecord> batch, Step step) implements Closed {}

    /** The attempt is under way. */
    record Posting(Plan plan, List<LaneRecord> batch, Step step, Instant startedAt) implements Closed {}

    /** A single alert was refused; whether the receiver takes anything else is being seen. */
    record Probing(Plan plan, List<LaneRecord> batch, Instant startedAt) implements Closed {}

    /** The batch has ended; that is being written down. */
    record Recording(Plan plan, List<LaneRecord> batch, End end, String detail, Instant at) implements Closed {}
}
