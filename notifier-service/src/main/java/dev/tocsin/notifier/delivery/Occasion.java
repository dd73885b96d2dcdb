package dev.tocsin.notifier.delivery;

import java.util.Map;

/** Why a message is told here and now, as far as it is out of the ordinary: the message says so. */
public sealed interface Occasion {
    /** Nothing is out of the ordinary. */
    static Occasion usual() {
        return new Usual();
    }

    /** What a message says before all else, or nothing. Names of receivers hold no markup. */
    default String before() {
        return switch (this) {
            case AfterOutage(String fallback) -> "While you were away, told at " + fallback + " meanwhile:";
            case InsteadOf i -> "";
            case Usual u -> "";
        };
    }

    /** What a message says behind its first line, or nothing. */
    default String after() {
        return switch (this) {
            case InsteadOf(String receiver) -> "(in place of " + receiver + ", which takes no messages)";
            case AfterOutage a -> "";
            case Usual u -> "";
        };
    }

    /** The same for receivers whose messages have fields: a word and the name of the other receiver, or nothing. */
    default Map<String, String> fields() {
        return switch (this) {
            case InsteadOf(String receiver) -> Map.of("tocsin_in_place_of", receiver);
            case AfterOutage(String fallback) -> Map.of("tocsin_told_meanwhile_at", fallback);
            case Usual u -> Map.of();
        };
    }

    /** Nothing is out of the ordinary. */
    record Usual() implements Occasion {}

    /**
     * Another receiver takes no messages.
     *
     * @param receiver that one
     */
    record InsteadOf(String receiver) implements Occasion {}

    /**
     * The receiver was away; this has been told at its fallback meanwhile.
     *
     * @param fallback that one
     */
    record AfterOutage(String fallback) implements Occasion {}
}
