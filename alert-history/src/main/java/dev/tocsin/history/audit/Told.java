package dev.tocsin.history.audit;

/**
 * What became of the tellings to one receiver. It adds up when nothing is unaccounted and nothing wrong: {@code routed =
 * delivered + superseded + parked + discarded + replayed + pending + unaccounted}.
 *
 * @param receiver its name
 * @param group whether it has a consumer group
 * @param routed tellings that were addressed to it
 * @param delivered of those, told
 * @param superseded told by a later state
 * @param parked given up
 * @param discarded given up, and somebody decided that this is all right
 * @param replayed given up or lost, and told by a replay
 * @param pending not passed yet
 * @param unaccounted passed, and nothing says what became of them
 * @param standIn tellings to others that it was told as their fallback
 * @param wrong entries that can't be true
 * @param disordered tellings that came after what happened later
 */
public record Told(
        String receiver,
        boolean group,
        long routed,
        long delivered,
        long superseded,
        long parked,
        long discarded,
        long replayed,
        long pending,
        long unaccounted,
        long standIn,
        long wrong,
        long disordered) {
    /** How many alerts break what the numbers must add up to. */
    public long broken() {
        return unaccounted + wrong;
    }
}
