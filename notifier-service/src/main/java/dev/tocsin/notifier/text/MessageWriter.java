package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.text.Message.Block;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns a notification into a message: a first line, then the alerts, the first of them in full. */
public final class MessageWriter {
    private static final int FULL_ALERTS = 10;
    private static final int TITLE = 300;
    private static final int PRETEXT = 300;
    /** Some systems, or some of their paths, refuse more. */
    private static final int BLOCK_TEXT = 4500;

    private static final String GREEN = "#2de0a5";
    private static final List<String> COLORS = List.of("#d40c26", "#f38c39", "#1d74f5");
    private static final List<String> SIGNS = List.of("🔴", "🟠", "🔵");

    private final Severities severities;
    private final Markup markup;

    /** Writes for the system whose markup this is. */
    public MessageWriter(Severities severities, Markup markup) {
        this.severities = severities;
        this.markup = markup;
    }

    /** The message that tells this. */
    public Message write(Notification notification) {
        List<Block> blocks = new ArrayList<>();
        int full = 0;
        for (Section section : notification.sections()) {
            Set<String> labels = SectionLabels.shown(section);
            String pretext = pretext(notification, section.group());
            List<Line> rest = new ArrayList<>();
            for (Line line : section.lines()) {
                if (full == FULL_ALERTS) {
                    rest.add(line);
                } else {
                    blocks.add(inFull(notification, new AlertText(line, labels), line, pretext));
                    pretext = "";
                    full++;
                }
            }
            blocks.addAll(inBrief(notification, labels, rest, pretext));
        }
        return new Message(firstLine(notification), blocks);
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

    private String subject(Notification notification) {
        Set<String> names = names(notification);
        if (names.size() == 1) {
            return markup.inline(names.iterator().next(), TITLE);
        }
        if (notification.sections().size() > 1) {
            return "alerts of " + notification.sections().size() + " groups";
        }
        Group group = notification.sections().getFirst().group();
        if (group.labels().isEmpty()) {
            return names.isEmpty() ? "alert without a name" : "several alerts";
        }
        return markup.inline(SectionLabels.text(group.labels()), TITLE);
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

    private Block inFull(Notification notification, AlertText text, Line line, String pretext) {
        return new Block(
                color(notification, line),
                pretext,
                Untrusted.line(text.title(), TITLE),
                Untrusted.link(line.latest().alert().generatorUrl()).orElse(null),
                Untrusted.cut(text.body(), BLOCK_TEXT),
                text.links());
    }

    /** One line each, in as many blocks as their texts need. */
    private List<Block> inBrief(Notification notification, Set<String> labels, List<Line> lines, String pretext) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String brief = new AlertText(lines.get(i), labels).brief();
            if (!text.isEmpty() && text.length() + brief.length() >= BLOCK_TEXT) {
                blocks.add(brief(notification, lines, pretext, text));
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n").append(brief);
        }
        if (!text.isEmpty()) {
            blocks.add(brief(notification, lines, pretext, text));
        }
        return blocks;
    }

    private Block brief(Notification notification, List<Line> lines, String pretext, StringBuilder text) {
        Line urgent = lines.getFirst();
        return new Block(color(notification, urgent), pretext, "", null, text.toString(), List.of());
    }

    private String color(Notification notification, Line line) {
        return line.latest().firing() ? byRank(COLORS, notification) : GREEN;
    }

    private String byRank(List<String> choices, Notification notification) {
        return choices.get(Math.min(severities.rank(notification.severity()), choices.size() - 1));
    }
}
