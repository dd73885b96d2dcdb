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
 * @param fallback who is told while it takes no messages, if anybody is
 * @param templateFile path of the template that has its words; the standard ones if it is not said
 */
public record Receiver(
        String name,
        Optional<Transport> transport,
        Optional<Duration> giveUpAfter,
        Optional<Fallback> fallback,
        Optional<String> templateFile) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses what is no name, and a time that is none. */
    public Receiver {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a receiver name: " + name);
        }
        if (giveUpAfter.filter(after -> !after.isPositive()).isPresent()) {
            throw new IllegalArgumentException("receiver " + name + ": giveUpAfter is not positive");
        }
        if (fallback.filter(other -> other.receiver().equals(name)).isPresent()) {
            throw new IllegalArgumentException("receiver " + name + " is its own fallback");
        }
    }

    /** A receiver that is told in the standard words. */
    public Receiver(
            String name, Optional<Transport> transport, Optional<Duration> giveUpAfter, Optional<Fallback> fallback) {
        this(name, transport, giveUpAfter, fallback, Optional.empty());
    }

    /** A receiver that is never given up, has no fallback and is told in the standard words. */
    public Receiver(String name, Optional<Transport> transport) {
        this(name, transport, Optional.empty(), Optional.empty());
    }

    /**
     * Another receiver that is told the most urgent alerts while this one takes no messages.
     *
     * @param receiver its name
     * @param after how long this one must have taken none
     */
    public record Fallback(String receiver, Duration after) {
        /** What holds unless something else is said. */
        public static final Duration USUAL = Duration.ofMinutes(1);
    }

    /** Whether the text can name a receiver. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
