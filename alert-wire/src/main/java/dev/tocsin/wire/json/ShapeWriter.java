package dev.tocsin.wire.json;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Writes a record as a JSON object of its fields, without those that are null; the counterpart of {@link ShapeReader}. */
final class ShapeWriter<S> implements PartWriter {
    private static final int USUAL_BYTES = 1_024;

    private final List<Field> fields;

    /** A component of the record. */
    private record Field(SerializableString name, Method accessor, PartWriter part) {
        static Field of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Field(
                    new SerializedString(ShapeReader.field(component)),
                    accessor,
                    PartWriter.of(component.getGenericType()));
        }

        @Nullable
        Object of(Object shape) {
            try {
                return accessor.invoke(shape);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    ShapeWriter(Class<S> shape) {
        this.fields = Stream.of(shape.getRecordComponents()).map(Field::of).toList();
    }

    /** The JSON of this record in UTF-8. */
    byte[] whole(S shape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = ShapeReader.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, shape);
        }
        return bytes.toByteArray();
    }

    @Override
    public void write(JsonGenerator json, Object shape) {
        json.writeStartObject();
        for (Field field : fields) {
            Object value = field.of(shape);
            if (value != null) {
                json.writeName(field.name());
                field.part().write(json, value);
            }
        }
        json.writeEndObject();
    }
}
