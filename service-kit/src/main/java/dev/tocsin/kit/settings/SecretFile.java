package dev.tocsin.kit.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads secrets from the files that {@code NAME_FILE} names, as Docker and Kubernetes mount them. */
final class SecretFile {
    static final String SUFFIX = "_FILE";

    private static final int LARGEST = 64 * 1024;

    private SecretFile() {}

    /** Returns the trimmed content; a problem never shows any of it. */
    static Optional<String> read(String name, String path, List<SettingsProblem> problems) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (!text.isEmpty() && bytes.length <= LARGEST) {
                return Optional.of(text);
            }
            String expected = "expected a file with a secret of at most " + LARGEST + " bytes, it is "
                    + (text.isEmpty() ? "empty" : "larger");
            problems.add(new SettingsProblem(name + SUFFIX, Optional.of(path), expected));
        } catch (IOException | InvalidPathException e) {
            problems.add(new SettingsProblem(name + SUFFIX, Optional.of(path), "expected a readable file"));
        }
        return Optional.empty();
    }
}
