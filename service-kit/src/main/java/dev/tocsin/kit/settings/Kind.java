package dev.tocsin.kit.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the value of a setting may be.
 *
 * @param expected what is expected, as "a port, 0 to 65535": it ends the sentence of a problem and stands in the docs
 * @param parse reads a trimmed text that is not blank; empty when it is not what is expected
 * @param print writes a value so that {@code parse} reads it again
 * @param secret whether the text must never be shown, and may stand in a file named by {@code NAME_FILE}
 */
public record Kind<T>(String expected, Function<String, Optional<T>> parse, Function<T, String> print, boolean secret) {
    /** Any text. */
    public static final Kind<String> TEXT = new Kind<>("a text", Optional::of, text -> text, false);
    /** A TCP port; 0 takes a free one. */
    public static final Kind<Integer> PORT = integer("a port", 0, 65_535);
    /** {@code true} or {@code false}. */
    public static final Kind<Boolean> BOOL = new Kind<>("true or false", Kind::parseBool, String::valueOf, false);
    /** A length of time from 0 on. */
    public static final Kind<Duration> DURATION = new Kind<>(
            "a duration such as 30s, 5m, 1h30m or 7d", PrometheusDuration::parse, PrometheusDuration::format, false);
    /** A path in the file system, which need not exist. */
    public static final Kind<Path> PATH = new Kind<>("a path", Kind::parsePath, Path::toString, false);
    /** An absolute http or https URL. */
    public static final Kind<URI> URL = new Kind<>("an http:// or https:// URL", Kind::parseUrl, URI::toString, false);
    /** A text that must not be shown. */
    public static final Kind<Secret> SECRET =
            new Kind<>("a secret", text -> Optional.of(Secret.of(text)), Secret::toString, true);
    /** A URL that must not be shown, because knowing it is enough to use it. */
    public static final Kind<Secret> SECRET_URL = new Kind<>(
            "an http:// or https:// URL (secret)",
            text -> parseUrl(text).map(url -> Secret.of(text)),
            Secret::toString,
            true);

    /** Returns whole numbers from {@code min} to {@code max}. */
    public static Kind<Integer> integer(int min, int max) {
        return integer("a whole number", min, max);
    }

    /** Returns durations from {@code min} to {@code max}. */
    public static Kind<Duration> duration(Duration min, Duration max) {
        String range = PrometheusDuration.format(min) + " to " + PrometheusDuration.format(max);
        return new Kind<>(
                "a duration, " + range,
                text -> PrometheusDuration.parse(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
                PrometheusDuration::format,
                false);
    }

    /** Returns the constants of an enum, written in lower case with dashes. */
    public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return new Kind<>(
                "one of " + Arrays.stream(constants).map(Kind::word).collect(Collectors.joining(", ")),
                text -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst(),
                Kind::word,
                false);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind<Integer> integer(String what, int min, int max) {
        return new Kind<>(
                what + ", " + min + " to " + max,
                text -> parseInteger(text).filter(number -> number >= min && number <= max),
                String::valueOf,
                false);
    }

    private static Optional<Integer> parseInteger(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> parseBool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Path> parsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
