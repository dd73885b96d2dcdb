package dev.tocsin.simulator;

import java.util.Locale;

/** What can be wrong with a room for the bot. */
public enum RoomFlag {
    ARCHIVED,
    READONLY,
    BLOCKED,
    MUTED,
    ENCRYPTED,
    /** A private group that the bot is no member of. */
    FOREIGN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
