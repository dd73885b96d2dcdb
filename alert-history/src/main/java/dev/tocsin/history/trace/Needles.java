package dev.tocsin.history.trace;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Texts that are looked for in bytes: most records need not be decoded to know that they do not matter. */
final class Needles {
    private final List<byte[]> texts;

    Needles(Collection<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether one of them stands there; an empty text stands everywhere. */
    boolean standIn(byte[] hay) {
        for (byte[] text : texts) {
            if (stands(text, hay)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(byte[] text, byte[] hay) {
        if (text.length == 0) {
            return true;
        }
        int last = hay.length - text.length;
        for (int i = 0; i <= last; i++) {
            if (hay[i] == text[0] && matches(text, hay, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] text, byte[] hay, int at) {
        for (int i = 1; i < text.length; i++) {
            if (hay[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
