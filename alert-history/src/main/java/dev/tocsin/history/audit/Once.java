package dev.tocsin.history.audit;

import java.util.HashMap;
import java.util.Map;

/** Keeps values that come again and again once. Every decoded record brings its own. */
final class Once {
    private final Map<Object, Object> known = new HashMap<>();

    /** The first one that was equal. */
    @SuppressWarnings("unchecked") // What is equal to a value of ours is of its type.
    <T> T of(T value) {
        Object first = known.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    /** Begins anew. */
    void forget() {
        known.clear();
    }
}
