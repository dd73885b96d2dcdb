package dev.tocsin.model.decision;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.route.Addresses;
import java.time.Instant;

/**
 * What is known of one alert: enough to tell it again, or its end, without hearing of it once more.
 *
 * @param received the latest word from the source
 * @param episode counts from firing to resolved, from 1
 * @param seq rises with every telling, also over a time in which the alert was forgotten: it starts at the broker's
 *     clock in milliseconds
 * @param earliestStartsAt of this episode
 * @param latestStartsAt of this episode: HA pairs disagree about the start
 * @param changedAt when the present status, of an ended alert its latest end, was heard first, by the broker's clock
 * @param lastSeen when the alert was heard of last, by the broker's clock
 * @param lastNotified when it was told last, by the router's clock
 * @param addresses where this episode is told
 */
public record AlertState(
        ReceivedAlert received,
        int episode,
        long seq,
        Instant earliestStartsAt,
        Instant latestStartsAt,
        Instant changedAt,
        Instant lastSeen,
        Instant lastNotified,
        Addresses addresses) {
    /** Which alert it is. */
    public Identity identity() {
        return received.identity();
    }

    /** The alert as it was heard of last. */
    public Alert alert() {
        return received.alert();
    }

    /** Whether it fires, as far as is known. */
    public boolean firing() {
        return alert().firing();
    }
}
