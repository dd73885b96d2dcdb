package dev.tocsin.notifier.mail;

import java.util.List;

/**
 * Who writes to whom.
 *
 * @param from the sender's address
 * @param to addresses, at least one
 */
public record Envelope(String from, List<String> to) {
    /** Copies the addresses and refuses none. */
    public Envelope {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("to is empty");
        }
    }
}
