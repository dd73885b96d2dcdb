package dev.tocsin.notifier.text.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * What a template has put out, in which its own words and the values between them can still be told apart.
 *
 * @param raw the text with marks around each value
 */
public record Marked(String raw) {
    /** Characters of the private use area, which are taken out of templates and values alike. */
    private static final char OPEN = '\ue000';

    private static final char CLOSE = '\ue001';
    /** A line break inside a value: it is not one of the template's lines. */
    private static final char BREAK = '\ue002';

    /** A part of a line. */
    public sealed interface Piece {
        /** Words of the template itself. */
        record Own(String text) implements Piece {}

        /** A value that was put out, which may hold anything. */
        record Foreign(String text) implements Piece {}
    }

    /** A value as it stands in the output. */
    static String mark(String value) {
        return OPEN + withoutMarks(value).replace('\n', BREAK) + CLOSE;
    }

    /** A text that can't be taken for marks. */
    static String withoutMarks(String text) {
        int at = 0;
        while (at < text.length() && !isMark(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder left = new StringBuilder(text.length()).append(text, 0, at);
        for (; at < text.length(); at++) {
            if (!isMark(text.charAt(at))) {
                left.append(text.charAt(at));
            }
        }
        return left.toString();
    }

    private static boolean isMark(int unit) {
        return unit >= OPEN && unit <= BREAK;
    }

    /** Whether it shows nothing. */
    public boolean isBlank() {
        return showsNothing(0, raw.length());
    }

    private boolean showsNothing(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isMark(raw.charAt(i)) && !Character.isWhitespace(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** All lines, but for those of the template on which nothing stands. */
    public String lines() {
        return plain(joined("\n"));
    }

    /** The same on one line, but for line breaks inside values. */
    public String line() {
        return plain(joined(" "));
    }

    private String joined(String between) {
        StringBuilder shown = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            int end = lineEnd(at);
            appendLine(shown, between, at, end);
            at = end + 1;
        }
        return shown.toString();
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < raw.length() && raw.charAt(end) != '\n' && raw.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void appendLine(StringBuilder shown, String between, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(raw.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(raw.charAt(to - 1))) {
            to--;
        }
        if (!showsNothing(from, to)) {
            shown.append(shown.isEmpty() ? "" : between).append(raw, from, to);
        }
    }

    private static String plain(String marked) {
        StringBuilder plain = new StringBuilder(marked.length());
        for (int i = 0; i < marked.length(); i++) {
            char unit = marked.charAt(i);
            if (unit == BREAK) {
                plain.append('\n');
            } else if (!isMark(unit)) {
                plain.append(unit);
            }
        }
        return plain.toString();
    }

    /** The line in pieces. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        String line = joined(" ");
        int at = 0;
        while (at < line.length()) {
            boolean foreign = line.charAt(at) == OPEN;
            int end = line.indexOf(foreign ? CLOSE : OPEN, at);
            end = end < 0 ? line.length() : end;
            String text = plain(line.substring(at, end));
            pieces.add(foreign ? new Piece.Foreign(text) : new Piece.Own(text));
            at = foreign ? end + 1 : end;
        }
        return pieces;
    }
}
