package dev.tocsin.model.route;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named destination.
 *
 * @param name letters, digits, dots, dashes and underscores: it is part of a consumer group's name
 * @param transport how it is reached; none mutes what is routed there
 */
public record Receiver(String name, Optional<Transport> transport) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses what is no name. */
    public Receiver {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a receiver name: " + name);
        }
    }

    /** Whether the text can name a receiver. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
