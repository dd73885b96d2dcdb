package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Severities;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which labels say something about the alerts of a section. */
final class SectionLabels {
    private static final String NAME = "alertname";

    private SectionLabels() {}

    /** The labels that tell the alerts apart; of a single alert all, but for what the message says elsewhere. */
    static Set<String> shown(Section section) {
        Alert first = section.lines().getFirst().latest().alert();
        Set<String> shown = new TreeSet<>();
        if (section.lines().size() == 1) {
            shown.addAll(first.labels().keySet());
            shown.remove(NAME);
        }
        for (Line line : section.lines()) {
            Alert alert = line.latest().alert();
            addApart(shown, alert, first);
            addApart(shown, first, alert);
        }
        shown.remove(Severities.LABEL);
        shown.removeAll(section.group().labels().keySet());
        return shown;
    }

    /** Adds the labels of one alert that the other does not have, or not with this value. */
    private static void addApart(Set<String> apart, Alert one, Alert other) {
        if (!one.labels().equals(other.labels())) {
            one.labels().forEach((name, value) -> {
                if (!apart.contains(name) && !value.equals(other.label(name))) {
                    apart.add(name);
                }
            });
        }
    }

    /** Labels on one line. */
    static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(" · "));
    }
}
