package dev.tocsin.notifier.rocketchat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes text from labels and annotations harmless: nothing in it can ping, link, hide or break a message
 * (contracts/rocketchat.md 4).
 */
final class Untrusted {
    /** What is put where text was cut. */
    static final String CUT = "… (cut)";

    private static final int LONGEST_URL = 2000;
    /** Control characters but line breaks, marks that turn the direction of writing, and invisible ones. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}&&[^\\n]]|[\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\u2028\\u2029]");

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}]+(?:[ _/-][\\p{L}\\p{N}]+)*");

    private Untrusted() {}

    /** Text of several lines for a place where markup is off, at most this many UTF-16 units. */
    static String lines(String text, int limit) {
        return cut(
                UNSEEN.matcher(wellFormed(text.replace("\r\n", "\n")))
                        .replaceAll("")
                        .strip(),
                limit);
    }

    /** The same on one line. */
    static String line(String text, int limit) {
        String spaced = text.replaceAll("[\\r\\n\\t]+", " ");
        return cut(lines(spaced, Integer.MAX_VALUE).replace('\n', ' '), limit);
    }

    /**
     * Text for the message itself, where markup is on and mentions count: plain words stay as they are, anything else
     * becomes inline code without backticks, and no {@code @} stands before a name.
     */
    static String inMarkup(String text, int limit) {
        String clean = line(text, limit);
        if (clean.isEmpty() || PLAIN.matcher(clean).matches()) {
            return clean;
        }
        return "`" + clean.replace('`', '\'').replace("@", "@\u200b").replace("#", "#\u200b") + "`";
    }

    /** The address if it is an http or https one with a host and without credentials, else nothing. */
    static Optional<String> link(String text) {
        String address = text.strip();
        if (address.isEmpty() || address.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri.toASCIIString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            // Not an address: a message is better without a link than refused.
            return Optional.empty();
        }
    }

    /** Cuts to this many UTF-16 units, what says so included, and never through a character. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Math.max(0, limit - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }

    /** Replaces halves of surrogate pairs, which no JSON parser likes. */
    private static String wellFormed(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> whole.appendCodePoint(
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point));
        return whole.toString();
    }
}
