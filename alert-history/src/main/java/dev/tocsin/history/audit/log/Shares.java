package dev.tocsin.history.audit.log;

import java.util.function.Predicate;

/**
 * Parts of all alerts, by the keys of their records: what is kept in memory is one part at a time.
 *
 * @param count how many there are
 */
record Shares(int count) {
    /** As many as are needed for so many records. */
    static Shares of(long records, int together) {
        return new Shares(Math.toIntExact(records / together + 1));
    }

    /** Whether an alert with this key is in that part. */
    Predicate<String> nth(int share) {
        return key -> Math.floorMod(key.hashCode(), count) == share;
    }
}
