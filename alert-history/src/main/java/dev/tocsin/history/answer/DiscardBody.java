package dev.tocsin.history.answer;

import dev.tocsin.history.ask.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to discard what is parked, under these keys or as the filter says; of both, both must hold.
 *
 * @param keys of what is parked
 * @param filter which of it
 * @param by who decided
 * @param reason why
 * @param dryRun whether it shall only be said how many there are
 */
public record DiscardBody(
        @Nullable List<String> keys,
        @Nullable Filter filter,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Boolean dryRun) {
    /**
     * Which of what is parked; all conditions hold, and without any all of it is meant.
     *
     * @param receiver where it was given up; any of them
     * @param severity of the alert; any of them
     * @param match matchers on its labels
     * @param from when it was given up, at the earliest
     * @param to and before when
     */
    public record Filter(
            @Nullable List<String> receiver,
            @Nullable List<String> severity,
            @Nullable List<String> match,
            @Nullable String from,
            @Nullable String to) {
        /** The same conditions; the keys of a selection stand beside the filter. */
        public static Filter of(Selection selection) {
            return new Filter(
                    selection.receivers(),
                    selection.severities(),
                    selection.matchers(),
                    selection.from().map(Instant::toString).orElse(null),
                    selection.to().map(Instant::toString).orElse(null));
        }
    }
}
