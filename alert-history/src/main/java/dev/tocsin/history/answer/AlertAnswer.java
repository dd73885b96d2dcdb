package dev.tocsin.history.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of one alert.
 *
 * @param identity its source and fingerprint, with a bar between them
 * @param source where it is told
 * @param fingerprint of its labels
 * @param labels as it was heard of last; none when nothing of it could be read
 * @param state what is known of it now, if anything is
 * @param beganBefore whether what was looked at begins in the middle of an episode
 * @param leftOut how many steps, the oldest ones, are not told because there are too many
 * @param steps what happened, in the order of the broker's clock
 * @param places where each telling is now, the oldest telling first; as many as steps at most
 * @param receiver what was asked of one receiver, if one was
 */
public record AlertAnswer(
        String identity,
        String source,
        String fingerprint,
        Map<String, String> labels,
        @Nullable State state,
        boolean beganBefore,
        int leftOut,
        List<StepAnswer> steps,
        List<PlaceAnswer> places,
        @Nullable ReceiverAnswer receiver) {
    /** Copies. */
    public AlertAnswer {
        steps = List.copyOf(steps);
        places = List.copyOf(places);
    }

    /**
     * What is known of an alert now.
     *
     * @param firing whether it fires
     * @param since when it began
     * @param changedAt when that was heard
     * @param lastSeen when it was heard of last
     */
    public record State(boolean firing, Instant since, Instant changedAt, Instant lastSeen) {}
}
