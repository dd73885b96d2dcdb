package dev.tocsin.history.replay;

import dev.tocsin.model.decision.Replay;
import java.util.List;

/**
 * The tellings of one alert at one receiver within the window, in order.
 *
 * @param first the first ones, {@value #EACH} at most
 * @param leftOut how many there are between
 * @param last the last ones, {@value #EACH} at most; empty when all are among the first
 */
public record History(List<Telling> first, long leftOut, List<Telling> last) {
    /** How many of the first and of the last are kept. */
    public static final int EACH = Replay.FIRST;

    /** Copies. */
    public History {
        first = List.copyOf(first);
        last = List.copyOf(last);
    }

    /** Of all these. */
    static History of(List<Telling> kept, long leftOut) {
        int first = Math.min(EACH, kept.size());
        int last = Math.max(first, kept.size() - EACH);
        return new History(kept.subList(0, first), leftOut + last - first, kept.subList(last, kept.size()));
    }

    /** The last telling of all. */
    public Telling latest() {
        return last.isEmpty() ? first.getLast() : last.getLast();
    }
}
