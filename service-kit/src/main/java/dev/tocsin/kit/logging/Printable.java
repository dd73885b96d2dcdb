package dev.tocsin.kit.logging;

/** Keeps text on its line and in its direction: control characters and line separators are escaped. */
final class Printable {
    private Printable() {}

    static void append(StringBuilder target, String text) {
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        target.append((char) c);
                    } else {
                        target.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            // FORMAT holds the marks that turn the direction of text around, which can disguise a line.
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
