package dev.tocsin.history.reconcile;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import java.time.Instant;

/** One alert of which Alertmanager and {@code alerts.state} do not say the same. */
public sealed interface Finding {
    /** Which alert it is. */
    Identity identity();

    /** What is known of it: as Alertmanager has it where it has it, else as Tocsin does. */
    Alert alert();

    /** What Tocsin believes firing and Alertmanager says nothing of. */
    sealed interface Believed extends Finding {
        /** As it stands in {@code alerts.state}. */
        AlertState state();

        @Override
        default Identity identity() {
            return state().identity();
        }

        @Override
        default Alert alert() {
            return state().alert();
        }
    }

    /**
     * Alertmanager notifies of it, and Tocsin never got it, or has forgotten it.
     *
     * @param identity as ingest will make it
     * @param alert to be taken in
     */
    record Missing(Identity identity, Alert alert) implements Finding {}

    /**
     * Alertmanager notifies of it, and to Tocsin it is another firing than the one that is known: the known one has
     * ended, or lies too far back.
     *
     * @param identity as ingest will make it
     * @param alert to be taken in
     */
    record Refired(Identity identity, Alert alert) implements Finding {}

    /**
     * No Alertmanager has it any more.
     *
     * @param state what Tocsin believes
     * @param endsAt when it was looked for and not found. What begins later is not ended by it
     */
    record Ended(AlertState state, Instant endsAt) implements Believed {
        /** Its end, to be taken in. */
        public Alert end() {
            Alert known = state.alert();
            return new Alert(
                    Status.RESOLVED,
                    known.labels(),
                    known.annotations(),
                    known.startsAt(),
                    endsAt,
                    known.generatorUrl());
        }
    }

    /**
     * Differs since a moment ago: the notification may still be on its way.
     *
     * @param identity as ingest will make it
     * @param alert what begins or has ended
     * @param begins whether Tocsin lacks it; else Alertmanager does
     * @param until when it counts as a difference
     */
    record TooYoung(Identity identity, Alert alert, boolean begins, Instant until) implements Finding {}

    /** Alertmanager has it and does not notify of it; it goes on. */
    record Quiet(AlertState state, Unsaid why) implements Believed {}

    /** Not among what the Alertmanagers told, but they may not have told all. */
    record Unsure(AlertState state) implements Believed {}

    /**
     * Not among what the Alertmanagers have, but ingest would call these labels otherwise now: {@code ignore_labels} was
     * another list. To end it would end another alert, so it is left to expire.
     */
    record Renamed(AlertState state) implements Believed {}
}
