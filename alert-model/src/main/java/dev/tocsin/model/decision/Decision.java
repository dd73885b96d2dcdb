package dev.tocsin.model.decision;

/** What a record in {@code alerts.received}, or the passing of time, means. */
public sealed interface Decision {
    /** Something to tell. */
    sealed interface News extends Decision {
        /** The state of the alert with this telling in it. */
        AlertState next();

        /** Why it is told. */
        Reason reason();
    }

    /** An alert that was not known fires. */
    record NewFiring(AlertState next) implements News {
        @Override
        public Reason reason() {
            return Reason.FIRING;
        }
    }

    /** A firing alert has ended. */
    record Resolved(AlertState next) implements News {
        @Override
        public Reason reason() {
            return Reason.RESOLVED;
        }
    }

    /** It fires again: after an end, or after an end that nobody told us. */
    record Refired(AlertState next) implements News {
        @Override
        public Reason reason() {
            return Reason.REFIRED;
        }
    }

    /** It still fires and was not told for a repeat interval. */
    record RepeatDue(AlertState next) implements News {
        @Override
        public Reason reason() {
            return Reason.REPEAT;
        }
    }

    /** It fired and was not heard of for so long that it is no longer believed. Its state is to be forgotten. */
    record Expired(AlertState next) implements News {
        @Override
        public Reason reason() {
            return Reason.EXPIRED;
        }
    }

    /** Nothing new; {@code next} remembers that it was heard of. */
    record Duplicate(AlertState next) implements Decision {}

    /** It speaks of a time that is over; the state stays as it is. */
    record Stale(Why why) implements Decision {
        /** Why it is over. */
        public enum Why {
            /** The end of something that is not known. */
            UNKNOWN_END,
            /** An end that lies before the latest start. */
            END_BEFORE_START,
            /** A firing that started before the end, heard shortly after it. */
            LATE_FIRING,
            /** The same body tells this alert as firing too. */
            SHADOWED
        }
    }

    /** The state of an alert that ended long ago may go. */
    record Forgotten() implements Decision {}

    /** It is not time yet. */
    record NotDue() implements Decision {}
}
