package dev.tocsin.kit.settings;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a process, read once and known to be right. */
public final class Settings {
    private final Map<String, String> texts;
    private final Set<Setting<?>> settings;
    private final Set<Family<?>> families;
    private final Set<String> singles;

    /** Takes texts of which every one that belongs to a given setting or family has been parsed successfully. */
    Settings(Map<String, String> texts, Set<Setting<?>> settings, Set<Family<?>> families, Set<String> singles) {
        this.texts = Map.copyOf(texts);
        this.settings = Set.copyOf(settings);
        this.families = Set.copyOf(families);
        this.singles = Set.copyOf(singles);
    }

    /** Returns the value of a setting of one of the catalogues that were read. */
    public <T> T get(Setting<T> setting) {
        if (!settings.contains(setting)) {
            throw new IllegalArgumentException(setting + " is not in the catalogues that were read");
        }
        return setting.resolve(texts.get(setting.name())).orElseThrow();
    }

    /** Returns the values of a family of one of the catalogues that were read, by the user's word, sorted. */
    public <T> NavigableMap<String, T> get(Family<T> family) {
        if (!families.contains(family)) {
            throw new IllegalArgumentException(family.pattern() + " is not in the catalogues that were read");
        }
        NavigableMap<String, T> members = new TreeMap<>();
        texts.forEach((name, text) -> {
            Optional<String> word = singles.contains(name) ? Optional.empty() : family.wordOf(name);
            word.ifPresent(w -> members.put(w, family.kind().parse().apply(text).orElseThrow()));
        });
        return members;
    }
}
