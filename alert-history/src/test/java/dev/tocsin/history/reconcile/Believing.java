package dev.tocsin.history.reconcile;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What Tocsin may believe of an alert, in few words. Everything begins at noon. */
public final class Believing {
    /** When alerts begin, unless said otherwise. */
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Believing() {}

    /** The labels of HostDown of this instance. */
    public static Map<String, String> labels(String instance) {
        return Map.of("alertname", "HostDown", "instance", instance, "severity", "critical");
    }

    /** It fires since noon, told then and heard of last so many minutes later. */
    public static AlertState firing(String source, String instance, int heardMinutes) {
        return state(
                new Identity(source, Fingerprint.of(labels(instance))),
                new Alert(
                        Status.FIRING,
                        Alert.sorted(labels(instance)),
                        Alert.sorted(Map.of("summary", "down")),
                        NOON,
                        null,
                        "http://prometheus/graph"),
                NOON.plus(Duration.ofMinutes(heardMinutes)));
    }

    /** It has ended so many minutes after noon, which was heard at once. */
    public static AlertState resolved(String source, String instance, int minutes) {
        Instant end = NOON.plus(Duration.ofMinutes(minutes));
        return state(
                new Identity(source, Fingerprint.of(labels(instance))),
                new Alert(Status.RESOLVED, Alert.sorted(labels(instance)), Alert.sorted(Map.of()), NOON, end, ""),
                end);
    }

    /** This alert, heard of then. */
    public static AlertState state(Identity identity, Alert alert, Instant heard) {
        return new AlertState(
                new ReceivedAlert(identity, alert, "request", heard, "http://alertmanager:9093", false),
                1,
                NOON.toEpochMilli(),
                alert.startsAt(),
                alert.startsAt(),
                heard,
                heard,
                NOON,
                Policy.standard().addresses(alert));
    }
}
