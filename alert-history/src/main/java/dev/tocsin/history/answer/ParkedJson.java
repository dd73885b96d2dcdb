package dev.tocsin.history.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.json.UndecodableException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A parked alert in an answer: its key, and the record as it stands in Kafka. */
final class ParkedJson {
    private static final String KEY = "key";
    private static final String RECORD = "record";

    private ParkedJson() {}

    static SimpleModule module() {
        return new SimpleModule("parked")
                .addSerializer(ParkedAlert.class, new Writer())
                .addDeserializer(ParkedAlert.class, new Reader());
    }

    private static final class Writer extends StdSerializer<ParkedAlert> {
        Writer() {
            super(ParkedAlert.class);
        }

        @Override
        public void serialize(ParkedAlert parked, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty(KEY, parked.key());
            json.writeName(RECORD);
            json.writeRawValue(new String(Codecs.PARKED.encode(parked), UTF_8));
            json.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<ParkedAlert> {
        Reader() {
            super(ParkedAlert.class);
        }

        @Override
        public ParkedAlert deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode value = context.readTree(parser);
            try {
                return Codecs.PARKED.decode(value.path(RECORD).toString().getBytes(UTF_8));
            } catch (UndecodableException e) {
                return context.reportInputMismatch(ParkedAlert.class, "%s", e.getMessage());
            }
        }
    }
}
