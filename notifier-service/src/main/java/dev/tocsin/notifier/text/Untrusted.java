package dev.tocsin.notifier.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes text from labels and annotations harmless: nothing in it can ping, link, hide or break a message
 * (contracts/rocketchat.md 4).
 */
public final class Untrusted {
    /** What is put where text was cut. */
    public static final String CUT = "… (cut)";

    private static final int LONGEST_URL = 2000;
    /**
     * Control characters but line breaks, marks that turn the direction of writing, and invisible ones; but for the two
     * joiners, which scripts and emoji need.
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\p{Cf}&&[^\\u200c\\u200d]]");

    /** Blanks of all kinds, joiners with nothing to join, and letters without a shape: alone they are no text. */
    private static final Pattern NOTHING =
            Pattern.compile("[\\p{Z}\\n\\u200c\\u200d\\u115f\\u1160\\u2800\\u3164\\uffa0\\ufe00-\\ufe0f]+");

    private static final Pattern LINE_ENDS = Pattern.compile("\\R");

    /** A wall of empty lines would push everything else off the screen. */
    private static final Pattern GAPS = Pattern.compile("\\n{3,}");

    private static final Pattern BREAKS = Pattern.compile("\\n+");

    private static final String LINK_MARKS = "-_.!~*'();/?:@&=+$,";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}]+(?:[ _/-][\\p{L}\\p{N}]+)*");

    private Untrusted() {}

    /** Text of several lines for a place where markup is off, at most this many UTF-16 units. */
    public static String lines(String text, int limit) {
        String seen = seen(text, limit);
        return cut(seen.contains("\n\n\n") ? GAPS.matcher(seen).replaceAll("\n\n") : seen, limit);
    }

    /** The same on one line. */
    public static String line(String text, int limit) {
        String seen = seen(text, limit);
        return cut(seen.indexOf('\n') < 0 ? seen : BREAKS.matcher(seen).replaceAll(" "), limit);
    }

    /** What is to be seen of a text; of a very long one only the beginning is looked at. */
    private static String seen(String text, int limit) {
        String head = cut(text, 4 * limit + CUT.length());
        if (isPrintableAscii(head)) {
            // Most labels: a message may have thousands of them.
            return head.strip();
        }
        if (isAsItSeems(head)) {
            String whole = head.strip();
            return NOTHING.matcher(whole).matches() ? "" : whole;
        }
        String broken = LINE_ENDS.matcher(wellFormed(head)).replaceAll("\n").replace('\t', ' ');
        String left = UNSEEN.matcher(broken).replaceAll("").strip();
        return NOTHING.matcher(left).matches() ? "" : left;
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if ((unit < ' ' || unit > '~') && unit != '\n') {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is in it that would be replaced or taken out; no may be wrong: what takes two units is not looked at. */
    private static boolean isAsItSeems(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean as = switch (Character.getType(unit)) {
                case Character.CONTROL -> unit == '\n';
                case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> true;
            };
            if (!as) {
                return false;
            }
        }
        return true;
    }

    /**
     * Text for the message itself, where markup is on and mentions count: plain words stay as they are, anything else
     * becomes inline code without backticks, and no {@code @} stands before a name.
     */
    public static String inMarkup(String text, int limit) {
        String clean = line(text, limit);
        if (clean.isEmpty() || PLAIN.matcher(clean).matches()) {
            return clean;
        }
        return "`" + clean.replace('`', '\'').replace("@", "@\u200b").replace("#", "#\u200b") + "`";
    }

    /** The address if it is an http or https one with a host and without credentials, else nothing. */
    public static Optional<String> link(String text) {
        String address = text.strip();
        if (address.isEmpty() || address.length() > LONGEST_URL) {
            return Optional.empty();
        }
        if (isUsualLink(address)) {
            return Optional.of(address);
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            // Not the host, which Java does not see in names with an underscore, such as containers have.
            String authority = uri.getRawAuthority();
            return web && authority != null && !authority.contains("@")
                    ? Optional.of(uri.toASCIIString()).filter(url -> url.length() <= LONGEST_URL)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            // Not an address: a message is better without a link than refused.
            return Optional.empty();
        }
    }

    /**
     * Whether {@link URI} is sure to take it and to leave it as it is. To ask that takes most of a microsecond, and each
     * alert may have three.
     */
    private static boolean isUsualLink(String address) {
        int host = address.startsWith("https://") ? 8 : address.startsWith("http://") ? 7 : address.length();
        int path = host;
        while (path < address.length() && isLetterDigitOr(".-:", address.charAt(path))) {
            path++;
        }
        if (path == host || (path < address.length() && address.charAt(path) != '/')) {
            return false;
        }
        for (int i = path; i < address.length(); i++) {
            char unit = address.charAt(i);
            boolean escaped = unit == '%'
                    && i + 2 < address.length()
                    && HexFormat.isHexDigit(address.charAt(i + 1))
                    && HexFormat.isHexDigit(address.charAt(i + 2));
            if (!escaped && !isLetterDigitOr(LINK_MARKS, unit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterDigitOr(String marks, char unit) {
        boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
        return letter || (unit >= '0' && unit <= '9') || marks.indexOf(unit) >= 0;
    }

    /** Cuts to this many UTF-16 units, what says so included, and never through a character. */
    public static String cut(String text, int limit) {
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
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> whole.appendCodePoint(
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point));
        return whole.toString();
    }
}
