package dev.tocsin.history.replay;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened in the window, in few words: offsets 100 to 200 of one partition, or of two. */
final class Night {
    static final String TOPIC = "alerts.critical";
    static final Window WINDOW = new Window(
            Map.of(new Partition(TOPIC, 0), new Stretch(100, 200), new Partition(TOPIC, 1), new Stretch(100, 200)));

    static final Instant NOW = Tellings.NOON.plusSeconds(86_400);

    private Night() {}

    static Place at(long offset) {
        return at(0, offset);
    }

    static Place at(int partition, long offset) {
        return new Place(TOPIC, partition, offset);
    }

    /** The {@code seq}th telling of HostDown at this instance. Even ones are ends. */
    static RoutedAlert told(String instance, long seq, String... receivers) {
        RoutedAlert firing = Tellings.firing(instance, "critical", receivers);
        boolean end = seq % 2 == 0;
        Instant at = Tellings.NOON.plusSeconds(60 * seq);
        Alert alert = new Alert(
                end ? Status.RESOLVED : Status.FIRING,
                firing.alert().labels(),
                firing.alert().annotations(),
                Tellings.NOON,
                end ? at : null,
                "");
        return new RoutedAlert(
                new ReceivedAlert(firing.identity(), alert, "request", at, "", false),
                "critical",
                List.of(receivers),
                firing.group(),
                1,
                seq,
                end ? Reason.RESOLVED : Reason.FIRING,
                Tellings.NOON,
                at);
    }

    /** The same telling of the same alert, with other labels: some are ignored. */
    static RoutedAlert with(RoutedAlert routed, Map<String, String> labels) {
        Alert alert = routed.alert();
        ReceivedAlert received = routed.received();
        return new RoutedAlert(
                new ReceivedAlert(
                        routed.identity(),
                        new Alert(
                                alert.status(),
                                Alert.sorted(labels),
                                alert.annotations(),
                                alert.startsAt(),
                                alert.endsAt(),
                                ""),
                        received.requestId(),
                        received.receivedAt(),
                        "",
                        false),
                routed.severity(),
                routed.receivers(),
                routed.group(),
                routed.episode(),
                routed.seq(),
                routed.reason(),
                routed.since(),
                routed.routedAt());
    }

    static DeliveryEntry entry(String receiver, RoutedAlert routed, Place place, End end) {
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                end == End.REPLAYED ? Reason.REPLAY : routed.reason(),
                receiver,
                place,
                end,
                1,
                "message",
                end == End.PARKED ? "400 no" : end == End.REPLAYED ? "another" : "",
                routed.received().receivedAt(),
                routed.routedAt().plusSeconds(1));
    }

    static ParkedAlert parked(String receiver, RoutedAlert routed, Place place) {
        return new ParkedAlert(
                routed, receiver, place, "400 no", routed.routedAt().plusSeconds(1));
    }

    static AlertState state(RoutedAlert latest, Policy policy) {
        return new AlertState(
                latest.received(),
                1,
                latest.seq(),
                Tellings.NOON,
                Tellings.NOON,
                latest.routedAt(),
                latest.routedAt(),
                latest.routedAt(),
                policy.addresses(latest.alert()));
    }

    /** Everything goes to ops, with ends; instances that begin with db to payments first, without ends, and then on. */
    static Policy policy() {
        Route payments =
                new Route(List.of(Matcher.parse("instance=~\"db.*\"")), "payments", List.of(), false, true, List.of());
        Route ops = new Route(List.of(), "ops", List.of("alertname"), true, false, List.of());
        return new Policy(
                Severities.standard(),
                Set.of(),
                new Route(List.of(), "ops", List.of("alertname"), true, false, List.of(payments, ops)),
                List.of(
                        receiver("ops"),
                        receiver("payments"),
                        receiver("testroom"),
                        new Receiver("null", Optional.empty())));
    }

    private static Receiver receiver(String name) {
        return new Receiver(name, Optional.of(new Transport.RocketChatFromEnvironment("critical")));
    }

    /** Ops has passed 180 of both partitions, payments too. */
    static Offsets offsets() {
        Map<Partition, Long> passed = Map.of(new Partition(TOPIC, 0), 180L, new Partition(TOPIC, 1), 180L);
        return new Offsets(Map.of("ops", passed, "payments", passed, "gone", passed, "null", passed));
    }

    static Question question(Mode mode) {
        return new Question(mode, Filter.all(), false, Optional.empty());
    }
}
