package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the dot: values of maps, places of lists and the state of a loop. Stands in the place of the
 * engine's own way, which looks for fields and methods by reflection.
 */
final class Parts {
    /** Finds them for the engine. Values are given when the part is called. */
    static final AttributeResolver RESOLVER = (whole, part, values, arguments, context, file, line) -> {
        if (values != null) {
            throw new PebbleException(null, "nothing can be called: " + part, line, file);
        }
        return new ResolvedAttribute(part(whole, part, file, line));
    };

    private Parts() {}

    private static Object part(Object whole, Object part, String file, int line) {
        return switch (whole) {
            // No label of this name is an empty text, as in matchers.
            case Map<?, ?> map -> map.containsKey(part) ? map.get(part) : "";
            case Map.Entry<?, ?> entry when part.equals("key") -> entry.getKey();
            case Map.Entry<?, ?> entry when part.equals("value") -> entry.getValue();
            case List<?> list when part instanceof Number place -> at(list, place.intValue());
            case LoopVariables loop when part.equals("first") -> loop.isFirst();
            case LoopVariables loop when part.equals("last") -> loop.isLast();
            case LoopVariables loop when part.equals("index") -> loop.getIndex();
            default -> throw new PebbleException(null, "there is no " + part + " in this", line, file);
        };
    }

    private static Object at(List<?> list, int place) {
        return place >= 0 && place < list.size() ? list.get(place) : "";
    }
}
