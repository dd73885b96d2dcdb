package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Severities;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            Stream.concat(first.labels().keySet().stream(), alert.labels().keySet().stream())
                    .filter(name -> !alert.label(name).equals(first.label(name)))
                    .forEach(shown::add);
        }
        shown.remove(Severities.LABEL);
        shown.removeAll(section.group().labels().keySet());
        return shown;
    }

    /** Labels on one line. */
    static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(" · "));
    }
}
