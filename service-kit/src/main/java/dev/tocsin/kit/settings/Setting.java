package dev.tocsin.kit.settings;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One setting, declared as a constant: its name, what it may be, its default and what it is for. */
public final class Setting<T> {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private final String name;
    private final Kind<?> kind;
    private final String description;
    private final String shownDefault;
    private final @Nullable T fallback;
    private final Function<String, Optional<T>> parse;

    private Setting(
            String name,
            Kind<?> kind,
            String description,
            String shownDefault,
            @Nullable T fallback,
            Function<String, Optional<T>> parse) {
        this.name = checkedName(name);
        this.kind = kind;
        this.description = checkedDescription(description);
        this.shownDefault = shownDefault;
        this.fallback = fallback;
        this.parse = parse;
    }

    /** Declares a setting with a default. */
    public static <T> Setting<T> of(String name, Kind<T> kind, T fallback, String description) {
        return new Setting<>(name, kind, description, kind.print().apply(fallback), fallback, kind.parse());
    }

    /** Declares a setting that may be left out. */
    public static <T> Setting<Optional<T>> optional(String name, Kind<T> kind, String description) {
        Function<String, Optional<Optional<T>>> parse =
                text -> Optional.of(kind.parse().apply(text)).filter(Optional::isPresent);
        return new Setting<>(name, kind, description, "", Optional.empty(), parse);
    }

    /** Declares a setting without which its reader does not start. */
    public static <T> Setting<T> required(String name, Kind<T> kind, String description) {
        return new Setting<>(name, kind, description, "required", null, kind.parse());
    }

    /** Returns the name in the environment. */
    public String name() {
        return name;
    }

    /** Returns what the value may be. */
    public Kind<?> kind() {
        return kind;
    }

    /** Returns what it is for, in one line. */
    public String description() {
        return description;
    }

    /** Returns the default as it would be written, {@code required}, or nothing. */
    public String shownDefault() {
        return shownDefault;
    }

    boolean isRequired() {
        return fallback == null;
    }

    /** Returns the value of a text or, for none, the default; empty when the text is not what is expected. */
    Optional<T> resolve(@Nullable String text) {
        return text == null ? Optional.ofNullable(fallback) : parse.apply(text);
    }

    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a setting: " + name);
        }
        return name;
    }

    static String checkedDescription(String description) {
        if (description.isBlank() || description.contains("\n")) {
            throw new IllegalArgumentException("a description is one line");
        }
        return description;
    }

    @Override
    public String toString() {
        return name;
    }
}
