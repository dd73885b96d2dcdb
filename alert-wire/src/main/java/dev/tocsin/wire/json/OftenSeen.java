package dev.tocsin.wire.json;

import org.jspecify.annotations.Nullable;

/**
 * The values of labels and annotations that came before, each kept once: of what waits most texts are those of many other
 * alerts, and a backlog takes half the memory. Only what comes a second time is kept. May be used by many threads: one
 * that sees a place as it was before makes another copy at worst.
 */
final class OftenSeen {
    /** Of all that is read. */
    static final OftenSeen TEXTS = new OftenSeen();

    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 200;

    private final int[] hashes = new int[PLACES];
    private final @Nullable String[] texts = new String[PLACES];

    /** An equal text. */
    String same(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (hashes[place] != hash) {
            hashes[place] = hash;
            return text;
        }
        String known = texts[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[place] = text;
        return text;
    }
}
