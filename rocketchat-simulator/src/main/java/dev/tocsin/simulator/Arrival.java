package dev.tocsin.simulator;

import java.util.Locale;

/** The way a message came in. */
public enum Arrival {
    WEBHOOK,
    SEND_MESSAGE,
    POST_MESSAGE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
