package dev.tocsin.history.life;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the router made of a record in {@code alerts.received}. */
public sealed interface Verdict {
    /**
     * It was told: that stands in a severity topic.
     *
     * @param seq of the telling
     */
    record Told(long seq) implements Verdict {}

    /** It was told to nobody. Why stands in no topic; it is what the rules as of now say. */
    record NotTold(Why why) implements Verdict {}

    /**
     * It said nothing new.
     *
     * @param toldAt when it was told last, if that is known
     * @param repeatAfter how long after that it is told again; of an alert that has ended never
     */
    record Known(Optional<Instant> toldAt, Optional<Duration> repeatAfter) implements Verdict {}

    /**
     * It was put aside: that stands in {@code alerts.rejected}.
     *
     * @param reason as it stands there
     */
    record Rejected(String reason) implements Verdict {}

    /** Why a record was told to nobody. */
    enum Why {
        /** The end of something that was not known. */
        UNKNOWN_END,
        /** An end that lies before the latest start. */
        END_BEFORE_START,
        /** A firing that started before the end, heard shortly after it. */
        LATE_FIRING,
        /** The same body told this alert as firing too. */
        SHADOWED,
        /** All whom the route names are mute, or do not hear of ends. */
        MUTED,
        /** The router has not read it yet. */
        NOT_READ_YET,
        /** What it has to be compared with lies before the time that was looked at. */
        BEFORE_THE_WINDOW,
        /** By the rules as of now it would have been told; it was not. */
        OTHER_RULES
    }
}
