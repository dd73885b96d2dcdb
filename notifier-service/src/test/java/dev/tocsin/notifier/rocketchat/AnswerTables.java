package dev.tocsin.notifier.rocketchat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/answers.md: what people read is what is tested. */
final class AnswerTables {
    private AnswerTables() {}

    /** The cells of the table whose heading row begins so, without the marks of code. */
    static List<List<String>> rows(String heading) {
        List<String> lines = lines();
        int head = 0;
        while (!lines.get(head).startsWith(heading)) {
            head++;
        }
        return lines.subList(head + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(AnswerTables::cells)
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("../docs/answers.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1))
                .skip(1)
                .map(cell -> cell.strip().replaceAll("^`|`$", ""))
                .toList();
    }
}
