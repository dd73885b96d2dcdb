package dev.tocsin.notifier;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Routed alerts in few words: an alert with one label of its own, which fires since noon, unless told otherwise. */
public final class Routed {
    /** When everything begins. */
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** Who everything is addressed to. */
    public static final String RECEIVER = "rocketchat-critical";

    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();
    private final Map<String, String> group = new TreeMap<>();
    private List<String> receivers = List.of(RECEIVER);
    private String severity = "critical";
    private String generatorUrl = "";
    private Reason reason = Reason.FIRING;
    private int episode = 1;
    private long seq = 1;
    private Optional<Instant> endsAt = Optional.empty();

    private Routed(String alertname) {
        labels.put("alertname", alertname);
        group.put("alertname", alertname);
    }

    /** An alert of this name, which is also its group. */
    public static Routed alert(String alertname) {
        return new Routed(alertname);
    }

    /** A firing alert that differs from others of its name in the label instance. */
    public static RoutedAlert firing(String instance) {
        return alert("HostDown").label("instance", instance).told();
    }

    /** The same, addressed to another receiver. */
    public static RoutedAlert firing(String instance, String receiver) {
        return alert("HostDown").label("instance", instance).to(receiver).told();
    }

    /** With a label. */
    public Routed label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    /** With an annotation. */
    public Routed annotation(String name, String value) {
        annotations.put(name, value);
        return this;
    }

    /** In a group of these labels instead. */
    public Routed group(Map<String, String> shared) {
        group.clear();
        group.putAll(shared);
        return this;
    }

    /** Addressed to these. */
    public Routed to(String... names) {
        receivers = List.of(names);
        return this;
    }

    /** Of another severity. */
    public Routed severity(String name) {
        severity = name;
        return this;
    }

    /** With the address of its source. */
    public Routed from(String url) {
        generatorUrl = url;
        return this;
    }

    /** Which telling it is. */
    public Routed seq(long number) {
        seq = number;
        return this;
    }

    /** Of a later episode. */
    public Routed episode(int number) {
        episode = number;
        return this;
    }

    /** Told for another reason. */
    public Routed because(Reason other) {
        reason = other;
        return this;
    }

    /** Ended, this long after noon. */
    public Routed resolvedAfter(Duration lasted) {
        reason = Reason.RESOLVED;
        endsAt = Optional.of(NOON.plus(lasted));
        return this;
    }

    /** The record's value. */
    public RoutedAlert told() {
        Alert alert = new Alert(
                endsAt.isPresent() ? Status.RESOLVED : Status.FIRING,
                Alert.sorted(labels),
                Alert.sorted(annotations),
                NOON,
                endsAt.orElse(null),
                generatorUrl);
        Identity identity = new Identity("alertmanager", Fingerprint.of(labels));
        ReceivedAlert received = new ReceivedAlert(identity, alert, "request", NOON, "", false);
        return new RoutedAlert(received, severity, receivers, Group.of(group), episode, seq, reason, NOON, NOON);
    }
}
