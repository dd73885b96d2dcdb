package dev.tocsin.model.delivery;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.RoutedAlert;
import java.time.Instant;

/**
 * A telling that was given up at one receiver: the value of {@code deliveries.parked}.
 *
 * @param routed what was to be told
 * @param receiver where
 * @param place the record in the severity topic
 * @param reason why it was given up
 * @param at when, by the notifier's clock
 */
public record ParkedAlert(RoutedAlert routed, String receiver, Place place, String reason, Instant at) {
    /** The key in Kafka: {@code receiver|identity|seq}. */
    public String key() {
        return key(receiver, routed.identity(), routed.seq());
    }

    /** The key of this telling at this receiver. */
    public static String key(String receiver, Identity identity, long seq) {
        return receiver + "|" + identity + "|" + seq;
    }
}
