package dev.tocsin.notifier.delivery;

/**
 * What has passed a lane since its receiver was first seen. Kept with the offset, so that it moves with it
 * (architecture.md, guarantee 2).
 *
 * @param delivered the receiver has it
 * @param superseded a later state was delivered with it
 * @param parked given up
 */
public record Totals(long delivered, long superseded, long parked) {
    /** Nothing yet. */
    public static final Totals NONE = new Totals(0, 0, 0);

    /** The sum of both. */
    public Totals plus(Totals other) {
        return new Totals(delivered + other.delivered, superseded + other.superseded, parked + other.parked);
    }

    /** All that has passed. */
    public long passed() {
        return delivered + superseded + parked;
    }
}
