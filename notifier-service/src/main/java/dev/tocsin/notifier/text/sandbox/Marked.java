package dev.tocsin.notifier.text.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
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
        return showsNothing(raw);
    }

    private static boolean showsNothing(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isMark(text.charAt(i)) && !Character.isWhitespace(text.charAt(i))) {
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
        List<String> shown = new ArrayList<>();
        for (Iterator<String> lines = raw.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next().strip();
            if (!showsNothing(line)) {
                shown.add(line);
            }
        }
        return shown.size() == 1 ? shown.getFirst() : String.join(between, shown);
    }

    private static String plain(String marked) {
        return withoutMarks(marked.replace(BREAK, '\n'));
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
