package dev.tocsin.model.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A replay: what was asked for, and how far it is. The value of {@code replays}; each replaces the one before it.
 *
 * @param id of the replay: what it has told it does not tell again
 * @param ask what was asked for
 * @param state whether it goes on
 * @param counts of the tellings that were looked at
 * @param progress of what is told
 * @param startedAt when it was begun, for the first time
 * @param at when this was written
 */
public record ReplayRun(
        String id, Ask ask, State state, Counts counts, Progress progress, Instant startedAt, Instant at) {
    /** Whether a replay goes on. */
    public enum State {
        /** It is being told, unless whoever did so is no more. */
        RUNNING,
        /** All of it was told, or given up. */
        DONE,
        /** Somebody stopped it; it goes on when it is asked for again. */
        INTERRUPTED,
        /** It could not go on; it does when it is asked for again. */
        FAILED
    }

    /**
     * What is asked for.
     *
     * @param mode missed, as-routed-now, all; or parked, for what was put back in line by its keys
     * @param from the first moment
     * @param to the moment behind the last
     * @param receivers who was to be told; none for everybody
     * @param severities of the alerts; none for all
     * @param matchers on their labels, in Alertmanager's grammar
     * @param firing whether only alerts that still fire are meant
     * @param toReceiver who is told instead, or an empty text
     * @param keys a digest of the keys that were named, or an empty text
     */
    public record Ask(
            String mode,
            Instant from,
            Instant to,
            List<String> receivers,
            List<String> severities,
            List<String> matchers,
            boolean firing,
            String toReceiver,
            String keys) {
        /** Copies. */
        public Ask {
            receivers = List.copyOf(receivers);
            severities = List.copyOf(severities);
            matchers = List.copyOf(matchers);
        }

        /** One that names no keys. */
        public Ask(
                String mode,
                Instant from,
                Instant to,
                List<String> receivers,
                List<String> severities,
                List<String> matchers,
                boolean firing,
                String toReceiver) {
            this(mode, from, to, receivers, severities, matchers, firing, toReceiver, "");
        }
    }

    /**
     * What was looked at: {@code tellings = matched + the sum of skipped}.
     *
     * @param read records
     * @param tellings of these records, to one receiver each
     * @param matched of those, taken
     * @param skipped the others, by reason
     * @param unreadable records of a newer version; what they say is not known here
     */
    public record Counts(long read, long tellings, long matched, Map<String, Long> skipped, long unreadable) {
        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0, Map.of(), 0);

        /** Copies. */
        public Counts {
            skipped = new TreeMap<>(skipped);
        }
    }

    /**
     * How far it is since it was begun or continued.
     *
     * @param alerts how many there are to tell, each once to one receiver
     * @param written of those, put in line
     * @param told of those, told
     * @param givenUp of those, parked
     */
    public record Progress(long alerts, long written, long told, long givenUp) {
        /** Nothing yet. */
        public static final Progress NONE = new Progress(0, 0, 0, 0);

        /** Whether nothing is left to be told. */
        public boolean complete() {
            return told + givenUp >= alerts;
        }
    }

    /** Whether nothing was written of it yet. */
    public boolean isNew() {
        return at.equals(startedAt);
    }

    /** The same as it is at this moment. */
    public ReplayRun with(State now, Counts looked, Progress far, Instant moment) {
        return new ReplayRun(id, ask, now, looked, far, startedAt, moment);
    }
}
