package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.NameCount;
import java.util.ArrayList;
import java.util.List;

/** The overview that stands before many alerts. */
final class Digest {
    private static final int NAMES = 20;
    /** Twenty of them, with their counts, stay below what a block may hold. */
    private static final int NAME = 150;

    private Digest() {}

    /** How many there are of what. */
    static String title(Notification notification) {
        int names = notification.countsByName().size();
        return notification.lines().count() + " alerts of " + names + (names == 1 ? " name" : " names")
                + (notification.replayed() > 0 ? ", " + notification.replayedAndFiring() + " of them fire now" : "");
    }

    /** A line for each of the most frequent names. */
    static String text(Notification notification) {
        List<NameCount> counts = notification.countsByName();
        List<String> lines = new ArrayList<>();
        counts.stream().limit(NAMES).map(Digest::line).forEach(lines::add);
        if (counts.size() > NAMES) {
            int more = counts.size() - NAMES;
            lines.add("and " + more + (more == 1 ? " more name" : " more names"));
        }
        return String.join("\n", lines);
    }

    private static String line(NameCount count) {
        String name = Untrusted.line(count.name(), NAME);
        List<String> parts = new ArrayList<>();
        if (count.firing() > 0) {
            parts.add(count.firing() + " firing");
        }
        if (count.ended() > 0) {
            parts.add(count.ended() + " resolved");
        }
        if (count.replayed() > 0) {
            parts.add(count.replayed() + " replayed");
        }
        return (name.isEmpty() ? "alert without a name" : name) + ": " + String.join(", ", parts);
    }
}
