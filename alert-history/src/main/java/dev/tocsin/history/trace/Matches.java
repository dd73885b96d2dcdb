package dev.tocsin.history.trace;

import dev.tocsin.model.alert.Identity;
import java.util.List;

/**
 * Which alerts a question is about.
 *
 * @param count how many
 * @param latest those that were heard of last, the latest first; no more than were wanted
 */
public record Matches(int count, List<Identity> latest) {
    /** Copies. */
    public Matches {
        latest = List.copyOf(latest);
    }
}
