package dev.tocsin.model.route;

import dev.tocsin.model.alert.Alert;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;

/**
 * The labels that alerts of one group share.
 *
 * @param labels names and values, possibly none: then everything is one group
 */
public record Group(NavigableMap<String, String> labels) {
    /** Copies the labels. */
    public Group {
        labels = Alert.sorted(labels);
    }

    /** A group of these labels. */
    public static Group of(Map<String, String> labels) {
        return new Group(Alert.sorted(labels));
    }

    /** In Alertmanager's form, {@code {alertname="X", job="y"}}: the key of a routed alert in Kafka. */
    @Override
    public String toString() {
        return labels.entrySet().stream()
                .map(e -> e.getKey() + "=\""
                        + e.getValue()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
