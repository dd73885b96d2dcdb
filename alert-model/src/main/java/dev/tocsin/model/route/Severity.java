package dev.tocsin.model.route;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One severity and how it is treated.
 *
 * @param name lower case; the topic is {@code alerts.<name>}
 * @param aliases other values of the label that mean the same; kept in lower case
 * @param linger how long a message waits for more alerts before it is sent
 * @param repeatInterval how long a firing alert is not told again
 */
public record Severity(String name, Set<String> aliases, Duration linger, Duration repeatInterval) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Set<String> TAKEN = Set.of("received", "state", "rejected");

    /** Refuses a name that can't be part of a topic's name, and times that make no sense. */
    public Severity {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a severity name: " + name);
        }
        aliases = aliases.stream().map(Severity::word).collect(Collectors.toUnmodifiableSet());
        if (linger.isNegative()) {
            throw new IllegalArgumentException("severity " + name + ": linger is negative");
        }
        if (!repeatInterval.isPositive()) {
            throw new IllegalArgumentException("severity " + name + ": repeatInterval is not positive");
        }
    }

    /** Whether the text can name a severity: lower case, and none of the topics that every cluster has. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !TAKEN.contains(text);
    }

    /** Whether a value of the label {@code severity} means this one; letter case and outer blanks don't count. */
    public boolean answersTo(String value) {
        String word = word(value);
        return word.equals(name) || aliases.contains(word);
    }

    private static String word(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
