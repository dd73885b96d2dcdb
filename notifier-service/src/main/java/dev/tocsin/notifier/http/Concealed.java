package dev.tocsin.notifier.http;

import dev.tocsin.kit.settings.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What no text may show: servers like to repeat what they were asked for. Prints without it.
 *
 * @param parts the longest first
 */
public record Concealed(List<String> parts) {
    /** Shorter parts of an address, such as {@code hooks}, are no secrets, and hiding them would garble answers. */
    private static final int SHORTEST_PART = 8;

    /** Sorts the parts, so that none hides but a piece of a longer one. */
    public Concealed {
        parts = parts.stream()
                .filter(part -> !part.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A secret as it stands. */
    public static Concealed of(Secret secret) {
        return new Concealed(List.of(secret.reveal()));
    }

    /** An address whose path or query lets whoever knows it post. */
    public static Concealed address(Secret url) {
        URI uri = URI.create(url.reveal());
        Stream<String> pieces = Stream.of(uri.getRawPath(), uri.getRawQuery(), uri.getRawUserInfo())
                .filter(Objects::nonNull)
                .flatMap(part -> Stream.of(part.split("[/&=:]")));
        Stream<String> parts = Stream.concat(Stream.of(url.reveal()), pieces)
                .flatMap(part -> Stream.of(part, decoded(part)))
                .filter(part -> part.length() >= SHORTEST_PART);
        return new Concealed(Stream.concat(parts, password(uri)).toList());
    }

    /** A password is one however short it is. */
    private static Stream<String> password(URI uri) {
        String login = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        String password = login.substring(login.indexOf(':') + 1);
        return login.contains(":") ? Stream.of(password, decoded(password)) : Stream.of();
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that stands for itself: it is hidden as it is.
            return part;
        }
    }

    /** This and that. */
    public Concealed and(Concealed other) {
        return new Concealed(Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    /** The text without any of it. */
    public String in(String text) {
        String hidden = text;
        for (String part : parts) {
            hidden = hidden.replace(part, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "Concealed[***]";
    }
}
