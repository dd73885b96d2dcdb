package dev.tocsin.history.replay;

import dev.tocsin.model.decision.AlertState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of an alert now. */
public sealed interface Present {
    /**
     * It fires.
     *
     * @param since when it began
     */
    record Firing(Instant since) implements Present {}

    /**
     * It is over.
     *
     * @param at since when
     */
    record Ended(Instant at) implements Present {}

    /** It was forgotten: it ended, or was not heard of, long ago. */
    record Unknown() implements Present {}

    /** What this state says; null if there is none. */
    static Present of(@Nullable AlertState state) {
        if (state == null) {
            return new Unknown();
        }
        return state.firing()
                ? new Firing(state.earliestStartsAt())
                : new Ended(Objects.requireNonNull(state.alert().endsAt(), "endsAt is null"));
    }
}
