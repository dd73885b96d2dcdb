package dev.tocsin.history;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tellings in few words. */
public final class Tellings {
    /** When everything begins. */
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Tellings() {}

    /** HostDown of this instance begins to fire, for these receivers. */
    public static RoutedAlert firing(String instance, String severity, String... receivers) {
        Map<String, String> labels = new TreeMap<>(Map.of("alertname", "HostDown", "instance", instance));
        Alert alert = new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(Map.of()), NOON, null, "");
        Identity identity = new Identity("alertmanager", Fingerprint.of(labels));
        return new RoutedAlert(
                new ReceivedAlert(identity, alert, "request", NOON, "", false),
                severity,
                List.of(receivers),
                Group.of(Map.of("alertname", "HostDown")),
                1,
                1,
                Reason.FIRING,
                NOON,
                NOON);
    }

    /** It was given up at this receiver, this many minutes after noon. */
    public static ParkedAlert parked(String instance, String receiver, int minutes) {
        return new ParkedAlert(
                firing(instance, "critical", receiver),
                receiver,
                new Place("alerts.critical", 0, minutes),
                "400 no",
                NOON.plusSeconds(60L * minutes));
    }
}
