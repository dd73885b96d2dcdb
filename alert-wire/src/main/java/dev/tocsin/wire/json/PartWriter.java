package dev.tocsin.wire.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes one value that may stand in a record; the counterpart of {@link PartReader}. */
@FunctionalInterface
interface PartWriter {
    /** Writes the value, which is of the type that the writer is for. */
    void write(JsonGenerator json, Object value);

    /** The writer of a field of this type. */
    static PartWriter of(Type type) {
        return switch (type) {
            case Class<?> plain
            when plain == String.class -> (json, text) -> json.writeString(StrictValues.mended((String) text));
            case Class<?> plain
            when plain == Instant.class -> (json, time) -> json.writeString(Times.text((Instant) time));
            case Class<?> plain when plain == Integer.class -> (json, number) -> json.writeNumber((int) number);
            case Class<?> plain when plain == Long.class -> (json, number) -> json.writeNumber((long) number);
            case Class<?> plain when plain == Boolean.class -> (json, flag) -> json.writeBoolean((boolean) flag);
            case Class<?> shape when shape.isRecord() -> new ShapeWriter<>(shape);
            case ParameterizedType map when map.getRawType() == Map.class -> PartWriter::texts;
            case ParameterizedType list
            when list.getRawType() == List.class -> listOf(of(list.getActualTypeArguments()[0]));
            default -> throw new IllegalArgumentException("no JSON has this shape: " + type);
        };
    }

    private static PartWriter listOf(PartWriter element) {
        return (json, list) -> {
            json.writeStartArray();
            for (Object each : (List<?>) list) {
                element.write(json, each);
            }
            json.writeEndArray();
        };
    }

    private static void texts(JsonGenerator json, Object texts) {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) texts).entrySet()) {
            json.writeName(StrictValues.mended((String) entry.getKey()));
            json.writeString(StrictValues.mended((String) entry.getValue()));
        }
        json.writeEndObject();
    }
}
