package dev.tocsin.history.life;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the router must have known, seen from what it wrote. */
public final class Recalled {
    private Recalled() {}

    /**
     * The state of an alert when the router had told this.
     *
     * @param before what was known before, if that can be said
     * @param group the records of the telling, one for each group
     * @param received what was told
     * @param at when that was written, by the broker's clock
     */
    public static AlertState after(
            @Nullable AlertState before, List<RoutedAlert> group, ReceivedAlert received, Instant at) {
        RoutedAlert routed = group.getFirst();
        Instant startsAt = received.alert().startsAt();
        AlertState same = before != null && before.episode() == routed.episode() ? before : null;
        Instant latest = same == null ? routed.since() : same.latestStartsAt();
        return new AlertState(
                received,
                routed.episode(),
                routed.seq(),
                routed.since(),
                startsAt.isAfter(latest) ? startsAt : latest,
                same != null && routed.reason() == Reason.REPEAT ? same.changedAt() : at,
                at,
                routed.routedAt(),
                same == null ? addresses(group) : same.addresses());
    }

    private static Addresses addresses(List<RoutedAlert> group) {
        return new Addresses(
                group.getFirst().severity(),
                group.stream()
                        .map(routed -> new Address(
                                routed.group(),
                                routed.receivers().stream()
                                        .map(name -> new To(name, true))
                                        .toList()))
                        .toList());
    }
}
