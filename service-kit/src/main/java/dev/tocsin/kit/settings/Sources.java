package dev.tocsin.kit.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The texts that were given, environment before file; blank ones and service links count as not given. */
final class Sources {
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 295;

    private final SmallRyeConfig config;
    private final Optional<Path> file;

    private Sources(SmallRyeConfig config, Optional<Path> file) {
        this.config = config;
        this.file = file;
    }

    static Sources of(Map<String, String> environment, Optional<Path> file, List<SettingsProblem> problems) {
        Map<String, String> ours = environment.entrySet().stream()
                .filter(entry -> !ServiceLinks.contains(entry.getKey(), entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        // Neither default sources nor interceptors: system properties, profiles and ${...} are no part of our contract.
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(given(ours), "environment", ENVIRONMENT_ORDINAL));
        file.ifPresent(path -> builder.withSources(
                new PropertiesConfigSource(given(EnvFile.read(path, problems)), path.toString(), FILE_ORDINAL)));
        return new Sources(builder.build(), file);
    }

    private static Map<String, String> given(Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().strip()));
    }

    NavigableSet<String> names() {
        NavigableSet<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue());
    }

    /** Says which file a value is from; nothing for the environment. */
    String origin(String name) {
        boolean fromFile = config.getConfigValue(name).getConfigSourceOrdinal() == FILE_ORDINAL;
        return file.filter(path -> fromFile).map(path -> " (in " + path + ")").orElse("");
    }
}
