package dev.tocsin.notifier.text;

import dev.tocsin.notifier.text.sandbox.Marked;
import dev.tocsin.notifier.text.sandbox.Marked.Piece;
import java.util.List;

/** Writes what a template has put out where markup is on: the template's own words as they are, all others inline. */
record Pieces(Markup markup) {
    private static final int FOREIGN = 300;
    /** After these a word would be a mention. */
    private static final List<String> MENTIONS = List.of("@", "#", "<!");

    private static final String APART = "\u200b";

    /** One line, of which at most this many UTF-16 units are shown, and said to be cut. */
    String inMarkup(Marked text, int limit) {
        StringBuilder line = new StringBuilder();
        int left = limit;
        boolean saidSo = false;
        for (Piece piece : text.pieces()) {
            if (left < Untrusted.CUT.length()) {
                return line.append(saidSo ? "" : Untrusted.CUT).toString();
            }
            String shown = shown(piece, left);
            switch (piece) {
                case Piece.Own _ -> line.append(shown);
                // Cut before it is wrapped: no cut may open what the markup has closed.
                case Piece.Foreign _ -> appendForeign(line, markup.inline(shown, FOREIGN));
            }
            left -= shown.length();
            saidSo = shown.endsWith(Untrusted.CUT);
        }
        return line.toString();
    }

    /** Who is called is for the template to say, and not for a label. */
    private static void appendForeign(StringBuilder line, String inline) {
        boolean called = MENTIONS.stream().anyMatch(line.toString()::endsWith);
        line.append(called && !inline.isEmpty() ? APART : "").append(inline);
    }

    private static String shown(Piece piece, int left) {
        return switch (piece) {
            case Piece.Own(String text) -> Untrusted.cut(text, left);
            case Piece.Foreign(String text) -> Untrusted.line(text, Math.min(left, FOREIGN));
        };
    }
}
