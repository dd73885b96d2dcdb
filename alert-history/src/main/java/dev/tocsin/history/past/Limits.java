package dev.tocsin.history.past;

/**
 * How much one question may bring.
 *
 * @param alerts whose lives are told
 * @param steps of one life
 * @param bytes of records that are kept for lives
 * @param standing how many parked alerts may match
 * @param page bytes of the parked alerts that are in memory at a time; a single one may be larger
 */
public record Limits(int alerts, int steps, long bytes, int standing, long page) {
    /** For a process of its own, which may take what it needs. */
    public static Limits ofCommand() {
        return new Limits(20, Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** For one that has other things to do: about 50 MiB of heap at most. */
    public static Limits ofService() {
        return new Limits(20, 1_000, 8 << 20, 100_000, 1 << 20);
    }
}
