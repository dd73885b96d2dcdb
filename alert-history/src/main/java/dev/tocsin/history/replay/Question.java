package dev.tocsin.history.replay;

import dev.tocsin.history.ask.Filter;
import java.util.Optional;

/**
 * What is to be told again.
 *
 * @param mode which tellings
 * @param filter which alerts and receivers
 * @param firing whether only alerts that still fire are meant
 * @param elsewhere who is told instead of those who missed it, if it is not they themselves
 */
public record Question(Mode mode, Filter filter, boolean firing, Optional<String> elsewhere) {
    /** Which tellings are taken. */
    public enum Mode {
        /** What receivers have passed without being told: parked, or skipped. */
        MISSED,
        /** What the present routes send to a receiver that has not been told. */
        AS_ROUTED_NOW,
        /** Everything that was addressed, told or not. */
        ALL
    }
}
