package dev.tocsin.history.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a replay: with an id alone for one that was begun to go on, with a window for a new one, or for what is parked to
 * be put back in line.
 *
 * @param id of the replay; left out for a new one
 * @param from the first moment, as it is typed
 * @param to the moment behind the last; left out for now
 * @param mode missed, which it is if nothing is said, as-routed-now or all
 * @param receiver who missed it; any of them
 * @param severity of the alerts; any of them
 * @param match matchers on their labels
 * @param firing whether only alerts that still fire are meant
 * @param toReceiver who is told instead
 * @param inLine how many alerts may wait at one receiver
 * @param dryRun whether it shall only be said what would be told
 * @param parked what of the parked is meant, if that is meant
 */
public record ReplayBody(
        @Nullable String id,
        @Nullable String from,
        @Nullable String to,
        @Nullable String mode,
        @Nullable List<String> receiver,
        @Nullable List<String> severity,
        @Nullable List<String> match,
        @Nullable Boolean firing,
        @Nullable String toReceiver,
        @Nullable Integer inLine,
        @Nullable Boolean dryRun,
        @Nullable Parked parked) {
    /**
     * What of the parked is meant; of keys and filter both must hold.
     *
     * @param keys of what is parked
     * @param filter which of it; an empty one means all
     */
    public record Parked(@Nullable List<String> keys, DiscardBody.@Nullable Filter filter) {}
}
