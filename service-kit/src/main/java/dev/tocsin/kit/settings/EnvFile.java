package dev.tocsin.kit.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code NAME=value} lines, as Docker's {@code --env-file} and systemd's {@code EnvironmentFile} read it: no
 * expansion and no escapes, {@code #} begins a comment line, one pair of quotes around a value is taken off.
 */
final class EnvFile {
    private EnvFile() {}

    /** Reads a file; what is wrong with it is added to the problems, without showing a line that may hold a secret. */
    static Map<String, String> read(Path file, List<SettingsProblem> problems) {
        try {
            return parse(file, Files.readAllLines(file), problems);
        } catch (IOException e) {
            problems.add(SettingsProblem.of(file.toString(), "expected a readable file of NAME=value lines in UTF-8"));
            return Map.of();
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines, List<SettingsProblem> problems) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + " line " + (i + 1);
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(SettingsProblem.of(where, "expected NAME=value"));
                continue;
            }
            String name = line.substring(0, equals).strip().replaceFirst("^export\\s+", "");
            if (values.put(name, unquoted(line.substring(equals + 1).strip())) != null) {
                problems.add(SettingsProblem.of(where, name + " is set a second time, expected one line for it"));
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (isIn(value, "\"") || isIn(value, "'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isIn(String value, String quote) {
        return value.startsWith(quote) && value.endsWith(quote);
    }
}
