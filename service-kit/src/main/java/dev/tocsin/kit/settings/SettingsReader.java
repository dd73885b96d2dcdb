package dev.tocsin.kit.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings from the environment first, then from an env file; reports everything that is wrong at once. */
public final class SettingsReader {
    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final List<Catalogue> known;

    private SettingsReader(Map<String, String> environment, Optional<Path> file, List<Catalogue> known) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.known = List.copyOf(known);
    }

    /** Returns a reader of the given environment alone. */
    public static SettingsReader of(Map<String, String> environment) {
        return new SettingsReader(environment, Optional.empty(), List.of());
    }

    /** Returns a reader that also reads the given env file; a missing one is a problem. */
    public SettingsReader withFile(Path envFile) {
        return new SettingsReader(environment, Optional.of(envFile), known);
    }

    /** Returns a reader that also reads the given env file when there is one. */
    public SettingsReader withFileIfPresent(Path envFile) {
        return Files.exists(envFile) ? withFile(envFile) : this;
    }

    /** Returns a reader to which the names of the given catalogues are known, though their values are not read. */
    public SettingsReader knowing(Catalogue... others) {
        List<Catalogue> all = new ArrayList<>(known);
        all.addAll(Arrays.asList(others));
        return new SettingsReader(environment, file, all);
    }

    /**
     * Reads the given catalogues.
     *
     * @throws SettingsException with every problem, when there is any
     */
    public Settings read(Catalogue... wanted) {
        List<SettingsProblem> problems = new ArrayList<>();
        Sources sources = Sources.of(environment, file, problems);
        Settings settings = new SettingsReading(sources, List.of(wanted), known, problems).read();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** Returns all texts that are given, also those that no catalogue declares: a library's own settings. */
    public Map<String, String> texts() {
        Sources sources = Sources.of(environment, file, new ArrayList<>());
        Map<String, String> texts = new HashMap<>();
        sources.names().forEach(name -> sources.text(name).ifPresent(text -> texts.put(name, text)));
        return Map.copyOf(texts);
    }
}
