package dev.tocsin.standalone.e2e;

import dev.tocsin.simulator.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state of an alert that a message tells, read as a person would.
 *
 * @param id of the alert
 * @param state what is said of it
 */
record Telling(String id, State state) {
    private static final Pattern LINE = Pattern.compile(
            "(✅ Fired and resolved: |✅ Resolved: |Fires again: |Still firing: |No longer heard of: |)id=([\\w-]+);");

    /** What can be said of an alert. */
    enum State {
        FIRING,
        RESOLVED
    }

    /** All that this message tells. */
    static List<Telling> in(ChatMessage message) {
        List<Telling> tellings = new ArrayList<>();
        Matcher lines = LINE.matcher(words(message));
        while (lines.find()) {
            String id = lines.group(2);
            switch (lines.group(1)) {
                case "✅ Resolved: " -> tellings.add(new Telling(id, State.RESOLVED));
                case "✅ Fired and resolved: " -> {
                    tellings.add(new Telling(id, State.FIRING));
                    tellings.add(new Telling(id, State.RESOLVED));
                }
                default -> tellings.add(new Telling(id, State.FIRING));
            }
        }
        return tellings;
    }

    /** All words of a message, and where it stands: equal for a message and its copy. */
    static String words(ChatMessage message) {
        StringBuilder words = new StringBuilder(message.channel())
                .append('\n')
                .append(message.text())
                .append('\n');
        message.attachments()
                .forEach(attachment -> words.append(attachment.title())
                        .append('\n')
                        .append(attachment.text())
                        .append('\n'));
        return words.toString();
    }

    @Override
    public String toString() {
        return id + " " + state;
    }
}
