package dev.tocsin.notifier.pagerduty;

import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PagerDuty has of each alert, for as long as the process lives: the next attempt at a batch goes on where the last
 * one ended. Forgetting is harmless, since events repeat without effect. Safe for use by many threads.
 *
 * <p>News brings an incident to the state of its own telling. A replay brings it to how the alert was when the replay was
 * made, whatever it tells again, so it is compared by the telling of that state:
 * <ul>
 *   <li>PagerDuty has taken a later telling, or that very one: it is at the present, and the replay says nothing, even if
 *       earlier tellings were missed. An incident has no past.
 *   <li>It has taken an earlier one, or none that is known: the replay goes through, and counts as that telling from then
 *       on. A second attempt and a second replay of the same present say nothing more.
 *   <li>The telling of the present is not known, for the alert was forgotten: the replay goes through unless a telling was
 *       taken that came after the replay was made (seqs begin at the broker's clock in milliseconds). It is remembered
 *       apart from the tellings, by its age: clocks differ, and no news may be swallowed for it. Replays that are not
 *       younger say nothing from then on.
 * </ul>
 */
final class Accepted {
    private static final int MOST = 10_000;

    /** Guarded by this. By the key of the incident. */
    private final Map<String, Taken> taken = new LinkedHashMap<>();

    /**
     * What was taken of one alert.
     *
     * @param seq of the telling that was taken last, 0 if none was
     * @param forgotten when the youngest replay that was taken found that the alert was forgotten
     */
    private record Taken(long seq, Instant forgotten) {
        private static final Taken NOTHING = new Taken(0, Instant.MIN);

        private boolean covers(RoutedAlert told) {
            return told.replay().map(replay -> covers(replay.present())).orElse(seq >= told.seq());
        }

        private boolean covers(Present present) {
            boolean later = present.seq() > 0
                    ? seq >= present.seq()
                    : seq > present.asOf().toEpochMilli();
            return later || !forgotten.isBefore(present.asOf());
        }

        private Taken and(RoutedAlert told) {
            return told.replay().map(replay -> and(replay.present())).orElseGet(() -> new Taken(told.seq(), forgotten));
        }

        private Taken and(Present present) {
            return present.seq() > 0 ? new Taken(present.seq(), forgotten) : new Taken(seq, present.asOf());
        }
    }

    /** Whether it is at the state that this brings it to, or at a later one. */
    synchronized boolean has(RoutedAlert told) {
        Taken known = taken.get(EventWriter.key(told));
        return known != null && known.covers(told);
    }

    /** It has taken this, which it did not have. */
    synchronized void add(RoutedAlert told) {
        // Put anew, so that the first is the one that was heard of least recently.
        Taken known = taken.remove(EventWriter.key(told));
        taken.put(EventWriter.key(told), (known == null ? Taken.NOTHING : known).and(told));
        if (taken.size() > MOST) {
            taken.remove(taken.keySet().iterator().next());
        }
    }
}
