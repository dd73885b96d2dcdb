package dev.tocsin.notifier.delivery;

/**
 * Which lane: one receiver and one partition of a severity topic.
 *
 * @param receiver its name
 * @param topic the severity topic
 * @param partition of it
 */
public record LaneKey(String receiver, String topic, int partition) {
    /** The same partition at another receiver. */
    public LaneKey at(String other) {
        return new LaneKey(other, topic, partition);
    }
}
