package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.RoutedAlert;
import java.time.Instant;

/**
 * A record that is addressed to the lane's receiver.
 *
 * @param offset in the partition
 * @param appendedAt by the broker's clock
 * @param bytes its size
 * @param routed what is to be told
 */
public record LaneRecord(long offset, Instant appendedAt, int bytes, RoutedAlert routed) {
    /** Whether it says what was, and not what is news. */
    boolean isReplay() {
        return routed.replay().isPresent();
    }
}
