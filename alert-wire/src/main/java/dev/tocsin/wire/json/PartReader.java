package dev.tocsin.wire.json;

import dev.tocsin.model.alert.Alert;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Reads one value that may stand in a record, without leniency: a number is no text, a text no number. Begins at the first
 * token of the value and ends at its last; throws what the parser throws, with the path as far as it is known here.
 */
@FunctionalInterface
interface PartReader {
    /** The value. */
    Object read(JsonParser json);

    /** The reader of a field of this type. */
    static PartReader of(Type type) {
        return switch (type) {
            case Class<?> plain when plain == String.class -> PartReader::text;
            case Class<?> plain when plain == Instant.class -> PartReader::time;
            case Class<?> plain when plain == Integer.class -> PartReader::integer;
            case Class<?> plain when plain == Long.class -> PartReader::whole;
            case Class<?> plain when plain == Boolean.class -> PartReader::flag;
            case Class<?> shape when shape.isRecord() -> new ShapeReader<>(shape);
            case ParameterizedType map when map.getRawType() == Map.class -> PartReader::texts;
            case ParameterizedType list
            when list.getRawType() == List.class -> listOf(of(list.getActualTypeArguments()[0]));
            default -> throw new IllegalArgumentException("no JSON has this shape: " + type);
        };
    }

    /** What to throw where something of this type should stand. */
    static JacksonException mismatch(JsonParser json, Class<?> expected) {
        return MismatchedInputException.from(json, expected, "something else");
    }

    private static String text(JsonParser json) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            String text = json.getString();
            // Half of a surrogate pair could not be written on.
            if (StrictValues.wellFormed(text)) {
                return text;
            }
        }
        throw mismatch(json, String.class);
    }

    private static Instant time(JsonParser json) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            try {
                return Times.parse(json.getString());
            } catch (DateTimeException e) {
                throw mismatch(json, Instant.class).withCause(e);
            }
        }
        throw mismatch(json, Instant.class);
    }

    private static Integer integer(JsonParser json) {
        if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return json.getIntValue();
        }
        throw mismatch(json, Integer.class);
    }

    private static Long whole(JsonParser json) {
        if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return json.getLongValue();
        }
        throw mismatch(json, Long.class);
    }

    private static Boolean flag(JsonParser json) {
        if (json.hasToken(JsonToken.VALUE_TRUE) || json.hasToken(JsonToken.VALUE_FALSE)) {
            return json.getBooleanValue();
        }
        throw mismatch(json, Boolean.class);
    }

    private static PartReader listOf(PartReader element) {
        return json -> {
            if (!json.hasToken(JsonToken.START_ARRAY)) {
                throw mismatch(json, List.class);
            }
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                try {
                    list.add(element.read(json));
                } catch (JacksonException e) {
                    throw e.prependPath(list, list.size());
                }
            }
            return list;
        };
    }

    /** Sorted and unmodifiable, so that an alert need not copy it. */
    private static NavigableMap<String, String> texts(JsonParser json) {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw mismatch(json, Map.class);
        }
        TreeMap<String, String> texts = new TreeMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            try {
                if (!StrictValues.wellFormed(name)) {
                    throw mismatch(json, String.class);
                }
                if (texts.put(name, OftenSeen.TEXTS.same(text(json))) != null) {
                    throw ShapeReader.namedTwice(json);
                }
            } catch (JacksonException e) {
                throw e.prependPath(texts, name);
            }
        }
        return Alert.unmodifiable(texts);
    }
}
