package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.Message.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The blocks of one message: all alerts in full when there are few, else a digest: how many there are of each name, the
 * most important ones in full, and a line for each of the others.
 */
final class Blocks {
    private static final int FULL_ALERTS = 10;
    private static final int PRETEXT = 300;
    /** Some systems, or some of their paths, refuse more. */
    private static final int BLOCK_TEXT = 4500;

    private final Notification notification;
    private final Wording wording;
    private final Look look;
    private final Map<Group, Set<String>> shown = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private Blocks(Notification notification, Wording wording, Look look) {
        this.notification = notification;
        this.wording = wording;
        this.look = look;
        notification.sections().forEach(section -> shown.put(section.group(), SectionLabels.shown(section)));
    }

    static List<Block> of(Notification notification, Wording wording, Look look) {
        Blocks made = new Blocks(notification, wording, look);
        if (notification.lines().count() <= FULL_ALERTS) {
            made.addInFull(notification.lines().toList());
        } else {
            made.addDigest();
        }
        return made.blocks;
    }

    private void addDigest() {
        String counts = Untrusted.cut(Digest.text(notification), BLOCK_TEXT);
        blocks.add(new Block(look.color(notification), "", Digest.title(notification), null, counts, List.of()));
        List<Line> important = notification.byImportance().subList(0, FULL_ALERTS);
        addInFull(important);
        // By identity: else each line would be compared with all that its alert says.
        Set<Line> told = Collections.newSetFromMap(new IdentityHashMap<>());
        told.addAll(important);
        for (Section section : notification.sections()) {
            addInBrief(
                    section.group(),
                    section.lines().stream()
                            .filter(line -> !told.contains(line))
                            .toList());
        }
    }

    /** What a group has in common stands before the first of its alerts that follow on one another. */
    private void addInFull(List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Group group = lines.get(i).latest().group();
            boolean goesOn = i > 0 && lines.get(i - 1).latest().group().equals(group);
            blocks.add(inFull(lines.get(i), goesOn ? "" : pretext(group)));
        }
    }

    private Block inFull(Line line, String pretext) {
        AlertText text = text(line);
        return new Block(
                look.color(notification, line),
                pretext,
                text.title(),
                Untrusted.link(line.latest().alert().generatorUrl()).orElse(null),
                text.body(),
                text.links());
    }

    /** One line each, in as many blocks as their texts need. */
    private void addInBrief(Group group, List<Line> lines) {
        String pretext = pretext(group);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String brief = text(line).brief();
            if (!text.isEmpty() && text.length() + brief.length() >= BLOCK_TEXT) {
                blocks.add(inBrief(lines.getFirst(), pretext, text));
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n").append(brief);
        }
        if (!text.isEmpty()) {
            blocks.add(inBrief(lines.getFirst(), pretext, text));
        }
    }

    private Block inBrief(Line urgent, String pretext, StringBuilder text) {
        return new Block(look.color(notification, urgent), pretext, "", null, text.toString(), List.of());
    }

    private AlertText text(Line line) {
        Group group = line.latest().group();
        return wording.alert(line, group, shown.getOrDefault(group, Set.of()));
    }

    /** What a group has in common, as far as the first line does not say it. */
    private String pretext(Group group) {
        Map<String, String> common = new TreeMap<>(group.labels());
        if (notification.sections().size() == 1) {
            common.remove("alertname");
            if (TemplateVariables.names(notification).size() != 1) {
                return "";
            }
        }
        return Untrusted.line(SectionLabels.text(common), PRETEXT);
    }
}
