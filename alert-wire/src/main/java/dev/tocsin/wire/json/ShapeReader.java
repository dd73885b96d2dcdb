package dev.tocsin.wire.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * Reads a record whose fields are those of a JSON object; Jackson's mapper takes about twice as long for it. A field that
 * is not there, or null, is null. Unknown ones are passed over, and whatever is named twice is refused: of two values the
 * reader next door may take the other.
 */
final class ShapeReader<S> implements PartReader {
    /** Bounds for what is read; writes in the usual way. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    // A label's name is a key: whatever was accepted must be readable.
                    .maxNameLength(1 << 20)
                    .maxStringLength(4 << 20)
                    .build())
            .build();

    private final Class<S> shape;
    private final Constructor<S> maker;
    private final List<String> fields;
    private final PropertyNameMatcher matcher;
    private final PartReader[] parts;

    ShapeReader(Class<S> shape) {
        RecordComponent[] components = shape.getRecordComponents();
        this.shape = shape;
        this.maker = canonical(shape, components);
        this.fields = Stream.of(components).map(ShapeReader::field).toList();
        this.matcher =
                JSON.constructNameMatcher(fields.stream().map(Named::fromString).toList(), false);
        this.parts = Stream.of(components)
                .map(component -> PartReader.of(component.getGenericType()))
                .toArray(PartReader[]::new);
    }

    /** The record of these bytes and nothing behind it; null when they say null. */
    @Nullable
    S readWhole(byte[] bytes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            S whole = json.nextToken() == JsonToken.VALUE_NULL ? null : read(json);
            if (json.nextToken() != null) {
                throw PartReader.mismatch(json, shape);
            }
            return whole;
        }
    }

    @Override
    public S read(JsonParser json) {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw PartReader.mismatch(json, shape);
        }
        @Nullable Object[] values = new Object[parts.length];
        Names names = new Names();
        int at = json.nextNameMatch(matcher);
        for (; at != PropertyNameMatcher.MATCH_END_OBJECT; at = json.nextNameMatch(matcher)) {
            names.add(json, at);
            boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
            if (at < 0) {
                pass(json);
            } else if (!isNull) {
                values[at] = part(json, at);
            }
        }
        try {
            return maker.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object part(JsonParser json, int at) {
        try {
            return parts[at].read(json);
        } catch (JacksonException e) {
            throw e.prependPath(shape, fields.get(at));
        }
    }

    /** Goes to the end of a value of which only that is looked at, whether it names something twice. */
    private static void pass(JsonParser json) {
        if (json.hasToken(JsonToken.START_ARRAY)) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                pass(json);
            }
        }
        if (json.hasToken(JsonToken.START_OBJECT)) {
            Names names = new Names();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                names.add(json, -1);
                json.nextToken();
                pass(json);
            }
        }
    }

    /** The names in one object. */
    private static final class Names {
        /** A bit for each field of the shape. */
        private long known;

        private @Nullable Set<String> others;

        /** Notes the name at which the parser is: that of this field of the shape, or another if negative. */
        void add(JsonParser json, int field) {
            if (field < 0) {
                if (others == null) {
                    others = new HashSet<>();
                }
                refuse(!others.add(json.currentName()), json);
                return;
            }
            refuse((known & 1L << field) != 0, json);
            known |= 1L << field;
        }

        private static void refuse(boolean twice, JsonParser json) {
            if (twice) {
                throw namedTwice(json);
            }
        }
    }

    static JacksonException namedTwice(JsonParser json) {
        return new StreamReadException(json, "Duplicate name");
    }

    /** What the field is called in JSON. */
    static String field(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    private static <S> Constructor<S> canonical(Class<S> shape, RecordComponent[] components) {
        try {
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
            Constructor<S> canonical = shape.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("not a record: " + shape, e);
        }
    }
}
