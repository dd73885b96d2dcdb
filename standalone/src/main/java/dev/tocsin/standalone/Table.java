package dev.tocsin.standalone;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of texts in columns, for people. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row with a text for each column. */
    void add(String... texts) {
        if (texts.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    texts.length + " texts for " + rows.getFirst().size() + " columns");
        }
        rows.add(List.of(texts));
    }

    /** Prints it; nothing stands behind the last text of a line. */
    void print(PrintWriter out) {
        List<Integer> widths =
                new ArrayList<>(Collections.nCopies(rows.getFirst().size(), 0));
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), width(row.get(i))));
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - width(row.get(i)));
                line.append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
