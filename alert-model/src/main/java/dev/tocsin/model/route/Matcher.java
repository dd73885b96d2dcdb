package dev.tocsin.model.route;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One condition on a label, in Alertmanager's grammar: {@code team="payments"}, {@code env!="test"},
 * {@code env=~"prod.*"}, {@code env!~"dev|test"}. A label that is missing has the value "" (Alertmanager,
 * {@code pkg/labels/matcher.go}). Expressions match the whole value. They are Java's, which read nearly all that Go's do.
 */
public final class Matcher {
    private static final Pattern GRAMMAR = Pattern.compile(
            "\\s*([^\\s{}!=~,\\\\\"'`]+|\"(?:[^\"\\\\]|\\\\.)+\")\\s*(=~|!~|!=|=)\\s*(.*?)\\s*", Pattern.DOTALL);
    /** What is a class in Go and, silently, a set of letters in Java. */
    private static final Pattern POSIX_CLASS = Pattern.compile("\\[:\\^?[a-z]+:]");
    // Go's dot stops at a line feed only, and its (?i) knows every alphabet.
    private static final int AS_GO_DOES = Pattern.UNIX_LINES | Pattern.UNICODE_CASE;
    private static final Pattern BARE = Pattern.compile("[^\\s{}!=~,\\\\\"'`]*");

    private final String text;
    private final String label;
    private final String operator;
    private final String value;
    private final Pattern pattern;

    private Matcher(String text, String label, String operator, String value) {
        this.text = text;
        this.label = label;
        this.operator = operator;
        this.value = value;
        this.pattern = operator.endsWith("~") ? Pattern.compile(value, AS_GO_DOES) : Pattern.compile("");
    }

    private static void refusePosixClass(String value, String text) {
        java.util.regex.Matcher posix = POSIX_CLASS.matcher(value);
        if (posix.find()) {
            throw new IllegalArgumentException("write a range such as a-z for " + posix.group() + " in " + text);
        }
    }

    /**
     * Reads one matcher.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static Matcher parse(String text) {
        java.util.regex.Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a matcher: " + text + " (expected label=\"value\", !=, =~ or !~)");
        }
        String label = parts.group(1).startsWith("\"") ? unquote(parts.group(1), text) : parts.group(1);
        String value = parts.group(3);
        if (value.startsWith("\"")) {
            value = unquote(value, text);
        } else if (!BARE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a matcher: " + text + " (put the value in double quotes)");
        }
        if (parts.group(2).endsWith("~")) {
            refusePosixClass(value, text);
        }
        try {
            return new Matcher(text.strip(), label, parts.group(2), value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression in " + text + ": " + e.getDescription(), e);
        }
    }

    private static String unquote(String quoted, String text) {
        if (quoted.length() < 2 || !quoted.endsWith("\"")) {
            throw new IllegalArgumentException("a double quote is missing in " + text);
        }
        String inner = quoted.substring(1, quoted.length() - 1);
        StringBuilder plain = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (escaped) {
                plain.append(unescaped(c));
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                throw new IllegalArgumentException("write \\\" for a double quote inside " + text);
            } else {
                plain.append(c);
            }
        }
        if (escaped) {
            throw new IllegalArgumentException("a double quote is missing in " + text);
        }
        return plain.toString();
    }

    /** As Alertmanager reads it: \n, \" and \\ are escapes; any other backslash stays, so that \d needs no doubling. */
    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"' -> "\"";
            case '\\' -> "\\";
            default -> "\\" + c;
        };
    }

    /** Whether these labels satisfy it. */
    public boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        return switch (operator) {
            case "=" -> actual.equals(value);
            case "!=" -> !actual.equals(value);
            case "=~" -> expressionSays(true, actual);
            case "!~" -> expressionSays(false, actual);
            default -> throw new IllegalStateException("operator " + operator);
        };
    }

    /** Java's engine recurses where Go's does not: of a text too long for it nothing is known, so nothing matches. */
    private boolean expressionSays(boolean wanted, String actual) {
        try {
            return pattern.matcher(actual).matches() == wanted;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher that
                && label.equals(that.label)
                && operator.equals(that.operator)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return (label + operator + value).hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
