package dev.tocsin.router.topology;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a sink writes.
 *
 * @param topic where to
 * @param value already serialised, so that it could be measured; null for a tombstone
 */
record Outgoing(String topic, @Nullable Bytes value) {
    /** The bytes as a sink serialises them. */
    byte @Nullable [] bytes() {
        return value == null ? null : value.get();
    }
}
