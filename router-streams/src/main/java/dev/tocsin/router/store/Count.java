package dev.tocsin.router.store;

import java.util.Locale;

/** What is counted, in records. {@code RECEIVED = DUPLICATE + STALE + MUTED + REJECTED + NEWS}, always. */
public enum Count {
    /** Read from {@code alerts.received}. */
    RECEIVED,
    /** Nothing new. */
    DUPLICATE,
    /** About a time that is over. */
    STALE,
    /** New, but none of its receivers wants to hear of it. */
    MUTED,
    /** Not readable, or too large to be written. */
    REJECTED,
    /** Told to at least one receiver. */
    NEWS,
    /** Fired, and not heard of for too long: by a timer, so not part of the equation. */
    EXPIRED,
    /** Ended, and old enough to be forgotten: by a timer, so not part of the equation. */
    FORGOTTEN;

    /** As it stands in the store and in metrics: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
