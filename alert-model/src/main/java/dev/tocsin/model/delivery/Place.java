package dev.tocsin.model.delivery;

/**
 * Where a record stands.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
public record Place(String topic, int partition, long offset) {
    /** {@code topic-partition@offset}: as it is shown, and as a rejected record names where it was read. */
    public String text() {
        return topic + "-" + partition + "@" + offset;
    }
}
