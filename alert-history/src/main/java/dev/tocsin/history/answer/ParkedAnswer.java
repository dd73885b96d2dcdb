package dev.tocsin.history.answer;

import dev.tocsin.model.delivery.ParkedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is parked.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param at when it was asked
 * @param count how many match, on all pages
 * @param receivers how many of them are whose
 * @param truncated whether more come behind these
 * @param next asks for them, as {@code after}
 * @param parked the oldest first; as JSON each has its {@code key} and the {@code record} as it stands in Kafka
 * @param unreadable keys of records of a newer version, a hundred at most
 */
public record ParkedAnswer(
        int v,
        Instant at,
        long count,
        Map<String, Long> receivers,
        boolean truncated,
        @Nullable String next,
        List<ParkedAlert> parked,
        List<String> unreadable) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;

    /** Copies. */
    public ParkedAnswer {
        parked = List.copyOf(parked);
        unreadable = List.copyOf(unreadable);
    }
}
