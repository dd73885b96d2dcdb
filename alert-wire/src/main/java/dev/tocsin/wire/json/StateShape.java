package dev.tocsin.wire.json;

import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of an alert. */
record StateShape(
        Integer v,
        @Nullable AlertShape alert,
        Integer episode,
        Long seq,
        Instant earliestStartsAt,
        Instant latestStartsAt,
        Instant changedAt,
        Instant lastSeen,
        Instant lastNotified,
        String severity,
        List<AddressShape> addresses)
        implements Versioned {

    /** A group and who hears of it. */
    record AddressShape(Map<String, String> group, List<ToShape> receivers) {
        static AddressShape of(Address address) {
            return new AddressShape(
                    address.group().labels(),
                    address.receivers().stream()
                            .map(to -> new ToShape(to.receiver(), to.sendResolved()))
                            .toList());
        }

        Address address() {
            return new Address(
                    Group.of(Shapes.given("group", group)),
                    Shapes.given("receivers", receivers).stream()
                            .map(to -> new To(
                                    Shapes.given("name", to.name()), Shapes.given("sendResolved", to.sendResolved())))
                            .toList());
        }
    }

    /** One receiver. */
    record ToShape(String name, Boolean sendResolved) {}

    /** All but the alert, see {@link AroundAlert}. */
    static StateShape around(AlertState state) {
        return new StateShape(
                VERSION,
                null,
                state.episode(),
                state.seq(),
                state.earliestStartsAt(),
                state.latestStartsAt(),
                state.changedAt(),
                state.lastSeen(),
                state.lastNotified(),
                state.addresses().severity(),
                state.addresses().byGroup().stream().map(AddressShape::of).toList());
    }

    AlertState state() {
        return new AlertState(
                Shapes.known("alert", alert).received(),
                Shapes.given("episode", episode),
                Shapes.given("seq", seq),
                Shapes.given("earliestStartsAt", earliestStartsAt),
                Shapes.given("latestStartsAt", latestStartsAt),
                Shapes.given("changedAt", changedAt),
                Shapes.given("lastSeen", lastSeen),
                Shapes.given("lastNotified", lastNotified),
                new Addresses(
                        Shapes.given("severity", severity),
                        Shapes.given("addresses", addresses).stream()
                                .map(AddressShape::address)
                                .toList()));
    }
}
