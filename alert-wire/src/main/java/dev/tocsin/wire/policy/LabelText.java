package dev.tocsin.wire.policy;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads labels as a person types them on a command line: {@code team="payments",severity=page}. */
public final class LabelText {
    private static final Pattern LABEL = Pattern.compile(
            "\\s*([a-zA-Z_:][a-zA-Z0-9_:.]*)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"{}=~!]*))\\s*(,|$)");

    private LabelText() {}

    /**
     * The labels; one with an empty value counts as missing, as everywhere. Braces around the whole are allowed.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public static Map<String, String> parse(String text) {
        String list = text.strip();
        if (list.startsWith("{") && list.endsWith("}")) {
            list = list.substring(1, list.length() - 1);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(list);
        int at = 0;
        while (at < list.length()) {
            if (!label.find(at) || label.start() != at) {
                throw new IllegalArgumentException(
                        "not a label: " + list.substring(at) + " (expected name=\"value\", separated by commas)");
            }
            String value = label.group(2) == null ? label.group(3) : unquoted(label.group(2));
            if (labels.put(label.group(1), value) != null) {
                throw new IllegalArgumentException("the label " + label.group(1) + " stands twice");
            }
            at = label.end();
        }
        labels.values().removeIf(String::isEmpty);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("an alert has at least one label: alertname=\"…\"");
        }
        return labels;
    }

    private static String unquoted(String inner) {
        return inner.replaceAll("\\\\(.)", "$1");
    }
}
