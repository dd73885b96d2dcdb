package dev.tocsin.history.replay;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.Comparator;

/**
 * One telling of an alert, as one receiver knows it.
 *
 * @param seq of the telling
 * @param reason why it was to be told
 * @param at when it was routed
 * @param place the record
 * @param fate what became of it
 * @param detail why it was parked; else empty
 * @param taken whether it is to be told again
 */
public record Telling(long seq, Reason reason, Instant at, Place place, Fate fate, String detail, boolean taken) {
    /** In the order in which they happened. */
    static final Comparator<Telling> ORDER = Comparator.comparingLong(Telling::seq)
            .thenComparing((Telling telling) -> telling.place().topic())
            .thenComparingInt(telling -> telling.place().partition())
            .thenComparingLong(telling -> telling.place().offset());
}
