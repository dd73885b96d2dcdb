package dev.tocsin.notifier.text.sandbox;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, each made when it is first asked for: a template shows few of those that there are, and a message may
 * tell a thousand alerts. Others may be put beside them. For one thread.
 *
 * @param <S> what they are made from
 */
public final class LateValues<S> extends AbstractMap<String, Object> {
    private final S source;
    private final Map<String, Function<S, Object>> makers;
    private final Map<String, Object> known = new HashMap<>();

    /** None is made yet. */
    public LateValues(S source, Map<String, Function<S, Object>> makers) {
        this.source = source;
        this.makers = makers;
    }

    @Override
    public @Nullable Object get(Object name) {
        Object value = known.get(name);
        if (value == null) {
            Function<S, Object> maker = makers.get(name);
            if (maker != null) {
                value = maker.apply(source);
                known.put((String) name, value);
            }
        }
        return value;
    }

    @Override
    public boolean containsKey(Object name) {
        return known.containsKey(name) || makers.containsKey(name);
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        return known.put(name, value);
    }

    /** Makes those that are not made yet. */
    @Override
    public Set<Entry<String, Object>> entrySet() {
        makers.keySet().forEach(this::get);
        return known.entrySet();
    }
}
