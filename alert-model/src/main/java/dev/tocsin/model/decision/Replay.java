package dev.tocsin.model.decision;

import java.time.Instant;
import java.util.List;

/**
 * What a replay says of an alert: how it was, and how it is. It is told in the past tense, and changes nobody's picture of
 * what fires (hazards.md A8).
 *
 * @param id of the replay
 * @param history the tellings that it is about, in order; of many the first and the last ones
 * @param leftOut how many stand between {@link #FIRST} and the rest of them
 * @param present how the alert is
 * @param covers what has been told once this is told
 * @param parked the numbers of the tellings that stand parked at the receiver, and are told with this
 */
public record Replay(
        String id, List<Past> history, long leftOut, Present present, List<Stretch> covers, List<Long> parked) {
    /** Behind so many of the history those stand that are left out. */
    public static final int FIRST = 19;

    /** Copies, and refuses an id of nothing and a history of nothing. */
    public Replay {
        history = List.copyOf(history);
        covers = List.copyOf(covers);
        parked = List.copyOf(parked);
        if (id.isBlank() || history.isEmpty()) {
            throw new IllegalArgumentException("a replay needs an id and a history");
        }
    }

    /** How many tellings it is about. */
    public long tellings() {
        return history.size() + leftOut;
    }

    /**
     * One telling of the past.
     *
     * @param reason why it was to be told
     * @param at when it was routed
     * @param missed whether the receiver was not told of it
     */
    public record Past(Reason reason, Instant at, boolean missed) {}

    /**
     * How the alert was when the replay was made.
     *
     * @param state what it was
     * @param since when that began; when it is not known, the time of {@code asOf}
     * @param seq of the telling that told it last, 0 when that is not known
     * @param asOf when this was found out
     */
    public record Present(State state, Instant since, long seq, Instant asOf) {
        /** What an alert can be. */
        public enum State {
            /** It fires. */
            FIRING,
            /** It is over. */
            ENDED,
            /** It was forgotten: it ended, or was not heard of, long ago. */
            UNKNOWN
        }

        /** Whether it fires. */
        public boolean firing() {
            return state == State.FIRING;
        }
    }

    /**
     * The tellings of this alert in one partition.
     *
     * @param topic a severity topic
     * @param partition of it
     * @param first the offset of the first of them
     * @param last the offset of the last of them
     * @param seq of the last of them
     */
    public record Stretch(String topic, int partition, long first, long last, long seq) {
        /** Refuses an end before its start. */
        public Stretch {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("not a stretch: " + first + " to " + last);
            }
        }
    }
}
