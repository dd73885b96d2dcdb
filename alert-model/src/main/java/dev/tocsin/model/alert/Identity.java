package dev.tocsin.model.alert;

import java.util.regex.Pattern;

/**
 * What makes an alert the same alert: the source that told it and its fingerprint. Two Alertmanagers that share a
 * fingerprint but not a source name do not resolve each other's alerts.
 *
 * @param source a name of letters, digits, dots, dashes and underscores, at most 64 characters
 * @param fingerprint of the labels, or as the source supplied it
 */
public record Identity(String source, Fingerprint fingerprint) {
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses a source that is no name. */
    public Identity {
        if (!isSource(source)) {
            throw new IllegalArgumentException("source is not a name: " + source);
        }
    }

    /** Whether the text can name a source. */
    public static boolean isSource(String text) {
        return SOURCE.matcher(text).matches();
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
