package dev.tocsin.history.replay;

import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import java.util.List;
import java.util.Map;

/**
 * What a replay would tell.
 *
 * @param entries in the order of their last tellings
 * @param counts of the tellings that were looked at
 */
public record Plan(List<Entry> entries, Counts counts) {
    /** Copies. */
    public Plan {
        entries = List.copyOf(entries);
    }

    /**
     * One alert for one receiver.
     *
     * @param routed the alert as it was last told of what is taken
     * @param receiver who missed it; several, by comma, when somebody else is told once for all of them
     * @param to who is told of it now
     * @param history its tellings within the window
     * @param taken how many of them are taken
     * @param present how it is now
     * @param covers where what is taken stands
     * @param parked the numbers of the tellings that stand parked where it is told
     */
    public record Entry(
            RoutedAlert routed,
            String receiver,
            String to,
            History history,
            long taken,
            Present present,
            List<Stretch> covers,
            List<Long> parked) {
        /** Copies. */
        public Entry {
            covers = List.copyOf(covers);
            parked = List.copyOf(parked);
        }
    }

    /**
     * How many tellings there were, each counted once for each of its receivers, and what is made of them: {@code
     * tellings = matched + the sum of skipped}.
     *
     * @param read records
     * @param tellings of these records, to one receiver each
     * @param matched of those, taken
     * @param skipped the others, by reason
     */
    public record Counts(long read, long tellings, long matched, Map<Skip, Long> skipped) {
        /** Copies. */
        public Counts {
            skipped = Map.copyOf(skipped);
        }

        /** How many were left out for this reason. */
        public long skipped(Skip why) {
            return skipped.getOrDefault(why, 0L);
        }
    }
}
