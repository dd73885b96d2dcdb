package dev.tocsin.kit.settings;

import java.util.ArrayList;
import java.util.List;

/** The settings that belong together, in the order in which the docs list them. */
public record Catalogue(String title, List<Setting<?>> settings, List<Family<?>> families) {
    /** Copies the lists and refuses a name that is declared twice. */
    public Catalogue {
        settings = List.copyOf(settings);
        families = List.copyOf(families);
        if (settings.stream().map(Setting::name).distinct().count() != settings.size()) {
            throw new IllegalArgumentException("a setting is declared twice in " + title);
        }
    }

    /** Returns a catalogue without families. */
    public static Catalogue of(String title, Setting<?>... settings) {
        return new Catalogue(title, List.of(settings), List.of());
    }

    /** Returns this catalogue with a family more. */
    public Catalogue with(Family<?> family) {
        List<Family<?>> more = new ArrayList<>(families);
        more.add(family);
        return new Catalogue(title, settings, more);
    }
}
