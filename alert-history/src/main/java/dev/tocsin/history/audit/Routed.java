package dev.tocsin.history.audit;

/**
 * What the router made of the records that were accepted. It adds up when {@code received = duplicate + stale + muted +
 * rejected + news + pending + unknown}.
 *
 * @param received records of {@code alerts.received}
 * @param duplicate of those, without news
 * @param stale about a time that is over
 * @param muted news that nobody hears
 * @param rejected put aside
 * @param news told
 * @param pending not read yet
 * @param unknown those of which nobody can say, for what they compare with lies before the window
 * @param neverReceived records of severity topics that nothing accepted explains
 */
public record Routed(
        long received,
        long duplicate,
        long stale,
        long muted,
        long rejected,
        long news,
        long pending,
        long unknown,
        long neverReceived) {
    /** How many records break it. */
    public long broken() {
        return received - duplicate - stale - muted - rejected - news - pending - unknown + neverReceived;
    }
}
