package dev.tocsin.model.alert;

/**
 * What makes an alert the same alert: the source that told it and its fingerprint. Two Alertmanagers that share a
 * fingerprint but not a source name do not resolve each other's alerts.
 *
 * @param source a name of letters, digits, dots, dashes and underscores, at most 64 characters
 * @param fingerprint of the labels, or as the source supplied it
 */
public record Identity(String source, Fingerprint fingerprint) {
    private static final int LONGEST_SOURCE = 64;

    /** Refuses a source that is no name. */
    public Identity {
        if (!isSource(source)) {
            throw new IllegalArgumentException("source is not a name: " + source);
        }
    }

    /** Whether the text can name a source. */
    public static boolean isSource(String text) {
        if (text.isEmpty() || text.length() > LONGEST_SOURCE || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        // Not by a regular expression: every record that is read holds a source.
        for (int i = 1; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!isLetterOrDigit(unit) && unit != '.' && unit != '_' && unit != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
    }

    /** Reads what {@link #toString} printed. */
    public static Identity parse(String text) {
        int at = text.lastIndexOf('|');
        if (at < 0) {
            throw new IllegalArgumentException("identity has no '|': " + text);
        }
        Fingerprint fingerprint = Fingerprint.parse(text.substring(at + 1))
                .orElseThrow(() -> new IllegalArgumentException("identity has no fingerprint: " + text));
        return new Identity(text.substring(0, at), fingerprint);
    }

    /** {@code source|fingerprint}, the key in Kafka. */
    @Override
    public String toString() {
        return source + "|" + fingerprint;
    }
}
