package dev.tocsin.model.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One alert as its source tells it.
 *
 * @param status firing or resolved
 * @param labels what identifies it, at least one, none with an empty value
 * @param annotations what describes it
 * @param startsAt when it began to fire, by the source's clock
 * @param endsAt when it ended; for a firing alert when it ends unless heard of again, or null when the source names no
 *     time
 * @param generatorUrl where it comes from, possibly empty
 */
public record Alert(
        Status status,
        NavigableMap<String, String> labels,
        NavigableMap<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAt,
        String generatorUrl) {
    private static final Class<?> COPY = unmodifiable(new TreeMap<>()).getClass();

    /** Copies the maps and refuses an alert without labels or a resolved one without an end. */
    public Alert {
        labels = sorted(labels);
        annotations = sorted(annotations);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels is empty");
        }
        if (labels.containsValue("")) {
            throw new IllegalArgumentException("labels has an empty value");
        }
        if (status == Status.RESOLVED && endsAt == null) {
            throw new IllegalArgumentException("a resolved alert has no endsAt");
        }
    }

    /** A sorted, unmodifiable copy; or the map itself if that is what {@link #unmodifiable} has made. */
    public static NavigableMap<String, String> sorted(Map<String, String> map) {
        // An alert on its way is made three times, and each copy would be as dear as reading the labels.
        boolean isCopy = map.getClass() == COPY && ((SortedMap<?, ?>) map).comparator() == null;
        return isCopy ? (NavigableMap<String, String>) map : unmodifiable(new TreeMap<>(map));
    }

    /** The map, which nobody changes from now on, so that it need not be copied again. */
    public static NavigableMap<String, String> unmodifiable(TreeMap<String, String> map) {
        return Collections.unmodifiableNavigableMap(map);
    }

    /** Whether it fires. */
    public boolean firing() {
        return status == Status.FIRING;
    }

    /** The value of a label, or an empty text when it has none (as Alertmanager's matchers see it). */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** The value of an annotation, or an empty text. */
    public String annotation(String name) {
        return annotations.getOrDefault(name, "");
    }

    /** The label {@code alertname}, or an empty text. */
    public String name() {
        return label("alertname");
    }
}
