package dev.tocsin.model.route;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named destination.
 *
 * @param name letters, digits, dots, dashes and underscores: it is part of a consumer group's name
 * @param transport how it is reached; none mutes what is routed there
 * @param giveUpAfter how long an alert may wait for it before it is parked; never if it is not said
 */
public record Receiver(String name, Optional<Transport> transport, Optional<Duration> giveUpAfter) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses what is no name, and a time that is none. */
    public Receiver {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a receiver name: " + name);
        }
        if (giveUpAfter.filter(after -> !after.isPositive()).isPresent()) {
            throw new IllegalArgumentException("receiver " + name + ": giveUpAfter is not positive");
        }
    }

    /** A receiver that is never given up. */
    public Receiver(String name, Optional<Transport> transport) {
        this(name, transport, Optional.empty());
    }

    /** Whether the text can name a receiver. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
