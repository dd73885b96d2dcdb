package dev.tocsin.wire.json;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value or more for every codec. */
final class Samples {
    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant FINE = Instant.parse("2026-01-31T12:00:00.123456789Z");
    static final Map<String, String> LABELS =
            Map.of("alertname", "CaptchaServiceDown", "severity", "critical", "job", "captcha");
    static final Place PLACE = new Place("alerts.critical", 2, 4711);

    static final ReceivedAlert MINIMAL = received(alert(Status.FIRING, Map.of("alertname", "Up"), Map.of(), null));
    static final ReceivedAlert FULL = new ReceivedAlert(
            new Identity("prod.eu-1", Fingerprint.of(LABELS)),
            new Alert(
                    Status.FIRING,
                    Alert.sorted(LABELS),
                    Alert.sorted(Map.of(
                            "summary", "Captcha is down: \"50%\" \\ of 🟥 fail",
                            "description", "line one\nline two\t\u0001\u2028ümlaut",
                            "empty", "")),
                    FINE,
                    START.plusSeconds(300),
                    "http://prometheus.example.org/graph?g0.expr=up%3D%3D0&g0.tab=1"),
            "01JJXW4Z8Q",
            FINE.plusNanos(1_000_000),
            "http://alertmanager.example.org",
            false);
    static final ReceivedAlert SHADOWED = new ReceivedAlert(
            MINIMAL.identity(),
            alert(Status.RESOLVED, Map.of("alertname", "Up"), Map.of(), START.plusSeconds(60)),
            "r-1",
            START.plusSeconds(61),
            "",
            true);

    static final RoutedAlert ROUTED = routed(FULL, Group.of(Map.of("alertname", "CaptchaServiceDown")));
    static final RoutedAlert ROUTED_WITHOUT_GROUP = new RoutedAlert(
            SHADOWED, "info", List.of("payments"), Group.of(Map.of()), 1, 9, Reason.RESOLVED, START, START);

    static final RoutedAlert REPLAYED = ROUTED.again(
            "payments",
            new Replay(
                    "2026-02-01T0800-k3x9",
                    List.of(new Past(Reason.FIRING, START, true), new Past(Reason.RESOLVED, FINE, false)),
                    7,
                    new Present(State.ENDED, FINE, 1_769_860_800_009L, START.plusSeconds(900)),
                    List.of(new Stretch("alerts.critical", 2, 4700, 4711, 1_769_860_800_003L)),
                    List.of(1_769_860_800_001L, 1_769_860_800_003L)),
            START.plusSeconds(901));

    static final AlertState STATE = state(new Addresses(
            "critical",
            List.of(
                    new Address(
                            Group.of(Map.of("alertname", "CaptchaServiceDown")),
                            List.of(new To("rocketchat-critical", true), new To("payments", false))),
                    new Address(Group.of(Map.of()), List.of(new To("wall", true))))));
    static final AlertState STATE_FOR_NOBODY = state(new Addresses("warning", List.of()));

    static final ParkedAlert PARKED =
            new ParkedAlert(ROUTED, "payments", PLACE, "refused: error-not-allowed", START.plusSeconds(9));

    static final ReplayRun RUN = new ReplayRun(
            "2026-02-01T0800-k3x9",
            new Ask(
                    "missed",
                    START,
                    FINE,
                    List.of("payments"),
                    List.of("critical"),
                    List.of("team=\"x\""),
                    true,
                    "testroom",
                    "5feceb66ffc86f38d952786c6d696c79"),
            ReplayRun.State.RUNNING,
            new Counts(10, 20, 7, Map.of("told", 12L, "still waiting", 1L), 3),
            new Progress(5, 4, 2, 1),
            START.plusSeconds(900),
            START.plusSeconds(902));

    private Samples() {}

    /** A value and what it is called. */
    record Sample<V>(String name, Codec<V> codec, V value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample<?>> all() {
        return List.of(
                new Sample<>("received-minimal", Codecs.RECEIVED, MINIMAL),
                new Sample<>("received-full", Codecs.RECEIVED, FULL),
                new Sample<>("received-shadowed", Codecs.RECEIVED, SHADOWED),
                new Sample<>("routed-full", Codecs.ROUTED, ROUTED),
                new Sample<>("routed-without-group", Codecs.ROUTED, ROUTED_WITHOUT_GROUP),
                new Sample<>("routed-again", Codecs.ROUTED, REPLAYED),
                new Sample<>("state-full", Codecs.STATE, STATE),
                new Sample<>("state-for-nobody", Codecs.STATE, STATE_FOR_NOBODY),
                new Sample<>("deliveries-delivered", Codecs.DELIVERY, delivery(End.DELIVERED, "m1")),
                new Sample<>("deliveries-superseded", Codecs.DELIVERY, delivery(End.SUPERSEDED, "")),
                new Sample<>("deliveries-parked", Codecs.DELIVERY, delivery(End.PARKED, "refused: 400")),
                new Sample<>("deliveries-replayed", Codecs.DELIVERY, replayed()),
                new Sample<>("parked-refused", Codecs.PARKED, PARKED),
                new Sample<>("replay-running", Codecs.REPLAY_RUN, RUN));
    }

    static Alert alert(
            Status status, Map<String, String> labels, Map<String, String> annotations, @Nullable Instant endsAt) {
        return new Alert(status, Alert.sorted(labels), Alert.sorted(annotations), START, endsAt, "");
    }

    static ReceivedAlert received(Alert alert) {
        return new ReceivedAlert(
                new Identity("alertmanager", Fingerprint.of(alert.labels())), alert, "r-1", START, "", false);
    }

    static RoutedAlert routed(ReceivedAlert received, Group group) {
        return new RoutedAlert(
                received,
                "critical",
                List.of("rocketchat-critical", "payments"),
                group,
                2,
                1_769_860_800_003L,
                Reason.REFIRED,
                START,
                FINE);
    }

    private static AlertState state(Addresses addresses) {
        return new AlertState(
                FULL,
                3,
                1_769_860_800_003L,
                START,
                FINE,
                START.plusSeconds(1),
                START.plusSeconds(2),
                START.plusSeconds(3),
                addresses);
    }

    private static DeliveryEntry replayed() {
        return new DeliveryEntry(
                FULL.identity(),
                1_769_860_800_003L,
                Reason.REPLAY,
                "payments",
                PLACE,
                4700,
                End.REPLAYED,
                1,
                "3f2a9c",
                "2026-02-01T0800-k3x9",
                START,
                FINE);
    }

    private static DeliveryEntry delivery(End end, String detail) {
        return new DeliveryEntry(
                FULL.identity(),
                1_769_860_800_003L,
                Reason.FIRING,
                "payments",
                PLACE,
                end,
                3,
                "3f2a9c",
                detail,
                START,
                FINE);
    }
}
