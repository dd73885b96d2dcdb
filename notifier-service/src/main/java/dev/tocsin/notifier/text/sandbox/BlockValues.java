package dev.tocsin.notifier.text.sandbox;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one block sees: what it was given, and what it sets itself, which no other block is to see. */
final class BlockValues extends AbstractMap<String, Object> {
    /** Variables that the engine adds by itself: hidden, because they are not values. */
    private static final Map<String, Object> HIDDEN = Map.of("_context", "", "locale", "", "template", "");

    private final Map<String, Object> given;
    private final Map<String, Object> own = new HashMap<>();

    BlockValues(Map<String, Object> given) {
        this.given = given;
    }

    @Override
    public @Nullable Object get(Object name) {
        if (own.containsKey(name)) {
            return own.get(name);
        }
        Object value = given.get(name);
        return value == null ? HIDDEN.get(name) : value;
    }

    @Override
    public boolean containsKey(Object name) {
        return own.containsKey(name) || given.containsKey(name) || HIDDEN.containsKey(name);
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        return own.put(name, value);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>(HIDDEN);
        all.putAll(given);
        all.putAll(own);
        return all.entrySet();
    }
}
