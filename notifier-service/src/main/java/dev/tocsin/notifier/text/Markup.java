package dev.tocsin.notifier.text;

/** How a chat system is kept from taking foreign text for its own markup. */
@FunctionalInterface
public interface Markup {
    /** The text on one line, at most {@code limit} UTF-16 units of it, so that nothing in it pings, links or formats. */
    String inline(String untrusted, int limit);
}
