package dev.tocsin.router.topology;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Alerts of the tests. */
final class Alerts {
    private Alerts() {}

    static Alert firing(String severity, Instant startsAt) {
        return firing(labels("Disk", severity), Map.of(), startsAt);
    }

    static Alert firing(Map<String, String> labels, Map<String, String> annotations, Instant startsAt) {
        return new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(annotations), startsAt, null, "");
    }

    static Alert resolved(Alert alert, Instant endsAt) {
        return new Alert(
                Status.RESOLVED, alert.labels(), alert.annotations(), alert.startsAt(), endsAt, alert.generatorUrl());
    }

    static Map<String, String> labels(String name, String severity) {
        return Map.of("alertname", name, "severity", severity);
    }

    static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }

    static ReceivedAlert received(Alert alert) {
        return received(alert, false);
    }

    static ReceivedAlert received(Alert alert, boolean shadowed) {
        Identity identity = new Identity("alertmanager", Fingerprint.of(alert.labels()));
        return new ReceivedAlert(identity, alert, "request-1", RouterBench.START, "", shadowed);
    }
}
