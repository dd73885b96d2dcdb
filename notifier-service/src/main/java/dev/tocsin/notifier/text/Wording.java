package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.sandbox.Marked;
import java.util.Set;

/** Says things in the words of a template. */
record Wording(Template template) {
    /** Those behind are alike, and a slow template would take long to try. */
    private static final int IN_A_ROW = 3;

    /** What a message is about. */
    Marked subject(Notification notification) {
        return template.render(TemplateBlock.SUBJECT, TemplateVariables.of(notification));
    }

    /** What is said about one alert of a group, of whose labels these are worth showing. */
    AlertText alert(Line line, Group group, Set<String> shown) {
        return new AlertText(template, line, TemplateVariables.of(line, group, shown));
    }

    /** Says of everything what there is to say, but not of many alerts in a row; throws what the template throws. */
    void tryOn(Notification notification) {
        var _ = subject(notification);
        for (Section section : notification.sections()) {
            Set<String> shown = SectionLabels.shown(section);
            for (Line line : section.lines().stream().limit(IN_A_ROW).toList()) {
                AlertText text = alert(line, section.group(), shown);
                var _ = text.body();
                var _ = text.brief();
            }
        }
    }
}
