package dev.tocsin.history.replay;

import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How alerts are now. */
public final class Presents {
    private Presents() {}

    /** What this state says, found out at this moment; nothing when the alert was forgotten. */
    public static Present of(Optional<AlertState> found, Instant asOf) {
        if (found.isEmpty()) {
            return new Present(State.UNKNOWN, asOf, 0, asOf);
        }
        AlertState state = found.get();
        return state.firing()
                ? new Present(State.FIRING, state.earliestStartsAt(), state.seq(), asOf)
                : new Present(
                        State.ENDED,
                        Objects.requireNonNullElse(state.alert().endsAt(), state.changedAt()),
                        state.seq(),
                        asOf);
    }
}
