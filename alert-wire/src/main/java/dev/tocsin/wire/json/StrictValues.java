package dev.tocsin.wire.json;

/**
 * Texts with whole characters only: half of a surrogate pair is refused when read, because it could not be written on; when
 * written it becomes U+FFFD, because what a receiver answered may have been cut there.
 */
final class StrictValues {
    private static final int REPLACEMENT = 0xFFFD;

    private StrictValues() {}

    /** Whether there is no half of a surrogate pair in it. */
    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(StrictValues::half);
            }
        }
        return true;
    }

    /** The text with U+FFFD in place of every half of a surrogate pair. */
    static String mended(String text) {
        if (wellFormed(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> half(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean half(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }
}
