package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.rocketchat.RocketChatMessage.Attachment;
import dev.tocsin.notifier.rocketchat.RocketChatMessage.Button;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns a notification into a message: a first line, then the alerts, the first of them in full. */
final class MessageRenderer {
    private static final int FULL_ALERTS = 10;
    private static final int TITLE = 300;
    private static final int PRETEXT = 300;
    /** Also a limit of the server for texts of attachments, on some of its paths. */
    private static final int ATTACHMENT_TEXT = 4500;

    private static final String GREEN = "#2de0a5";
    private static final List<String> COLORS = List.of("#d40c26", "#f38c39", "#1d74f5");
    private static final List<String> SIGNS = List.of("🔴", "🟠", "🔵");

    private final Severities severities;

    MessageRenderer(Severities severities) {
        this.severities = severities;
    }

    RocketChatMessage render(Notification notification) {
        List<Attachment> attachments = new ArrayList<>();
        int full = 0;
        for (Section section : notification.sections()) {
            Set<String> labels = SectionLabels.shown(section);
            String pretext = pretext(notification, section.group());
            List<Line> rest = new ArrayList<>();
            for (Line line : section.lines()) {
                if (full == FULL_ALERTS) {
                    rest.add(line);
                } else {
                    attachments.add(inFull(notification, new AlertText(line, labels), line, pretext));
                    pretext = "";
                    full++;
                }
            }
            attachments.addAll(inBrief(notification, labels, rest, pretext));
        }
        return new RocketChatMessage(firstLine(notification), attachments, false);
    }

    /** A message of the form that alerts have, with every part that they have, and without a word from outside. */
    static RocketChatMessage neutral(String text) {
        String link = "https://example.org/";
        Attachment attachment = new Attachment(
                GREEN,
                "",
                "Tocsin",
                link,
                "This message has the form of an alert and is none.",
                List.of(new Button("button", "Source", link)),
                List.of());
        return new RocketChatMessage(text, List.of(attachment), false);
    }

    /** {@code 🔴 [FIRING:2] CaptchaServiceDown}. */
    String firstLine(Notification notification) {
        List<String> counts = new ArrayList<>();
        if (notification.firing() > 0) {
            counts.add("FIRING:" + notification.firing());
        }
        if (notification.ended() > 0) {
            counts.add("RESOLVED:" + notification.ended());
        }
        String sign = notification.firing() > 0 ? byRank(SIGNS, notification) : "✅";
        return sign + " [" + String.join(", ", counts) + "] " + subject(notification);
    }

    private static String subject(Notification notification) {
        Set<String> names = names(notification);
        if (names.size() == 1) {
            return Untrusted.inMarkup(names.iterator().next(), TITLE);
        }
        if (notification.sections().size() > 1) {
            return "alerts of " + notification.sections().size() + " groups";
        }
        Group group = notification.sections().getFirst().group();
        if (group.labels().isEmpty()) {
            return names.isEmpty() ? "alert without a name" : "several alerts";
        }
        return Untrusted.inMarkup(SectionLabels.text(group.labels()), TITLE);
    }

    private static Set<String> names(Notification notification) {
        return notification
                .lines()
                .map(line -> line.latest().alert().name())
                .filter(name -> !name.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a group has in common, as far as the first line does not say it. */
    private static String pretext(Notification notification, Group group) {
        Map<String, String> common = new TreeMap<>(group.labels());
        if (notification.sections().size() == 1) {
            common.remove("alertname");
            if (names(notification).size() != 1) {
                return "";
            }
        }
        return Untrusted.line(SectionLabels.text(common), PRETEXT);
    }

    private Attachment inFull(Notification notification, AlertText text, Line line, String pretext) {
        return new Attachment(
                color(notification, line),
                pretext,
                Untrusted.line(text.title(), TITLE),
                Untrusted.link(line.latest().alert().generatorUrl()).orElse(null),
                Untrusted.cut(text.body(), ATTACHMENT_TEXT),
                text.buttons(),
                List.of());
    }

    /** One line each, in as many attachments as their texts need. */
    private List<Attachment> inBrief(Notification notification, Set<String> labels, List<Line> lines, String pretext) {
        List<Attachment> attachments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String brief = new AlertText(lines.get(i), labels).brief();
            if (!text.isEmpty() && text.length() + brief.length() >= ATTACHMENT_TEXT) {
                attachments.add(brief(notification, lines, pretext, text));
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n").append(brief);
        }
        if (!text.isEmpty()) {
            attachments.add(brief(notification, lines, pretext, text));
        }
        return attachments;
    }

    private Attachment brief(Notification notification, List<Line> lines, String pretext, StringBuilder text) {
        Line urgent = lines.getFirst();
        return new Attachment(color(notification, urgent), pretext, "", null, text.toString(), List.of(), List.of());
    }

    private String color(Notification notification, Line line) {
        return line.latest().firing() ? byRank(COLORS, notification) : GREEN;
    }

    private String byRank(List<String> choices, Notification notification) {
        return choices.get(Math.min(severities.rank(notification.severity()), choices.size() - 1));
    }
}
