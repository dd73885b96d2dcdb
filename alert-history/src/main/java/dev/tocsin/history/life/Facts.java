package dev.tocsin.history.life;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the topics say of one alert. All moments called {@code at} are by the broker's clock.
 *
 * @param identity the alert
 * @param heard what was accepted of it, in the order in which the router reads it
 * @param tellings what was routed
 * @param deliveries what became of that
 * @param parked what of it is given up and stands there still
 * @param state what is known of it now, if it is
 * @param rejections of it
 */
public record Facts(
        Identity identity,
        List<Heard> heard,
        List<Telling> tellings,
        List<Delivery> deliveries,
        List<ParkedAlert> parked,
        Optional<AlertState> state,
        List<Rejection> rejections) {
    /** Copies. */
    public Facts {
        heard = List.copyOf(heard);
        tellings = List.copyOf(tellings);
        deliveries = List.copyOf(deliveries);
        parked = List.copyOf(parked);
        rejections = List.copyOf(rejections);
    }

    /**
     * A record in {@code alerts.received}.
     *
     * @param received what was accepted
     * @param place where it stands
     * @param at when it was written
     */
    public record Heard(ReceivedAlert received, Place place, Instant at) {}

    /**
     * A record in a severity topic.
     *
     * @param routed what is told to whom
     * @param place where it stands
     * @param at when it was written
     * @param replay that wrote it, if one did
     */
    public record Telling(RoutedAlert routed, Place place, Instant at, Optional<String> replay) {}

    /**
     * A record in {@code deliveries}.
     *
     * @param entry what became of a telling
     * @param at when that was written
     */
    public record Delivery(DeliveryEntry entry, Instant at) {
        /** Whether it is about this telling. What a replay told covers others, and no record of a replay. */
        boolean isOf(Telling telling) {
            if (entry.end() == End.REPLAYED) {
                return telling.replay().isEmpty() && entry.isAbout(telling.place());
            }
            return entry.place().equals(telling.place())
                    && entry.seq() == telling.routed().seq();
        }
    }

    /**
     * A record in {@code alerts.rejected}.
     *
     * @param origin where it was read: {@code topic-partition@offset}
     * @param reason why it stands there
     * @param at when it was written
     */
    public record Rejection(String origin, String reason, Instant at) {
        /** Whether this record was rejected. */
        boolean isOf(Place place) {
            return origin.equals(place.text());
        }
    }
}
