package dev.tocsin.history.fate;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Group;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps texts that come again and again once. Every decoded record brings its own. */
public final class Shared {
    private final Map<String, String> texts = new HashMap<>();

    /** The first one that was equal. */
    public String text(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** With texts that are kept once. */
    public Identity identity(Identity identity) {
        return new Identity(text(identity.source()), identity.fingerprint());
    }

    /** With texts that are kept once. */
    public Place place(Place place) {
        return new Place(text(place.topic()), place.partition(), place.offset());
    }

    /** What annotations say is mostly said once, and stays as it came. */
    public RoutedAlert routed(RoutedAlert routed) {
        Alert alert = routed.alert();
        ReceivedAlert received = routed.received();
        return new RoutedAlert(
                new ReceivedAlert(
                        identity(routed.identity()),
                        new Alert(
                                alert.status(),
                                labels(alert.labels()),
                                names(alert.annotations()),
                                alert.startsAt(),
                                alert.endsAt(),
                                alert.generatorUrl()),
                        text(received.requestId()),
                        received.receivedAt(),
                        text(received.externalUrl()),
                        received.shadowed()),
                text(routed.severity()),
                routed.receivers().stream().map(this::text).toList(),
                new Group(labels(routed.group().labels())),
                routed.episode(),
                routed.seq(),
                routed.reason(),
                routed.since(),
                routed.routedAt());
    }

    private NavigableMap<String, String> labels(Map<String, String> labels) {
        NavigableMap<String, String> kept = new TreeMap<>();
        labels.forEach((name, value) -> kept.put(text(name), text(value)));
        return kept;
    }

    private NavigableMap<String, String> names(Map<String, String> annotations) {
        NavigableMap<String, String> kept = new TreeMap<>();
        annotations.forEach((name, value) -> kept.put(text(name), value));
        return kept;
    }
}
