package dev.tocsin.ingest.intake;

/** Makes foreign text fit to stand in a sentence of ours. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** The start of a text, without anything that could break a line or a terminal. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(longest).map(Excerpt::printable).forEach(clean::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest
                ? clean.append('…').toString()
                : clean.toString();
    }

    private static int printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> codePoint;
        };
    }

    /** The text with every half of a surrogate pair replaced, as Go does: it has no UTF-8, so no fingerprint either. */
    static String wellFormed(String text) {
        if (!hasSurrogates(text)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** Of every name and value of every alert: a loop, as a stream takes several times as long. */
    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
