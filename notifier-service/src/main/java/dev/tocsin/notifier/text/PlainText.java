package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.route.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A message that is one text: the first line, then a line for each alert as far as there is room. */
record PlainText(Wording wording, Pieces pieces) {
    private static final int LIMIT = 4000;
    /** For what says that there is more. */
    private static final int LAST = 60;

    /** The text that goes on behind this first line. */
    String of(String firstLine, Notification notification) {
        Map<Group, Set<String>> shown = new HashMap<>();
        notification.sections().forEach(section -> shown.put(section.group(), SectionLabels.shown(section)));
        StringBuilder text = new StringBuilder(firstLine);
        List<Line> lines = notification.byImportance();
        for (int i = 0; i < lines.size(); i++) {
            Group group = lines.get(i).latest().group();
            Set<String> labels = shown.getOrDefault(group, Set.of());
            String line = wording.alert(lines.get(i), group, labels).inMarkup(pieces, labels);
            // Whole lines or none: no cut may open what the markup has closed.
            if (text.length() + 1 + line.length() > LIMIT - LAST) {
                int more = lines.size() - i;
                return text.append("\nand ")
                        .append(more)
                        .append(more == 1 ? " more alert" : " more alerts")
                        .append(Untrusted.CUT)
                        .toString();
            }
            text.append('\n').append(line);
        }
        return text.toString();
    }
}
