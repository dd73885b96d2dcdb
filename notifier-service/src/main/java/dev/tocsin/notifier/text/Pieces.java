package dev.tocsin.notifier.text;

import dev.tocsin.notifier.text.sandbox.Marked;
import dev.tocsin.notifier.text.sandbox.Marked.Piece;

/** Writes what a template has put out where markup is on: the template's own words as they are, all others inline. */
record Pieces(Markup markup) {
    private static final int FOREIGN = 300;

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
            line.append(
                    switch (piece) {
                        case Piece.Own _ -> shown;
                        // Cut before it is wrapped: no cut may open what the markup has closed.
                        case Piece.Foreign _ -> markup.inline(shown, FOREIGN);
                    });
            left -= shown.length();
            saidSo = shown.endsWith(Untrusted.CUT);
        }
        return line.toString();
    }

    private static String shown(Piece piece, int left) {
        return switch (piece) {
            case Piece.Own(String text) -> Untrusted.cut(text, left);
            case Piece.Foreign(String text) -> Untrusted.line(text, Math.min(left, FOREIGN));
        };
    }
}
