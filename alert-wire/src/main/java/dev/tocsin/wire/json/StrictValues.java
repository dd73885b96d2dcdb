package dev.tocsin.wire.json;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Texts and times without leniency: a number is neither. Half of a surrogate pair is refused when read, because it could
 * not be written on; when written it becomes U+FFFD, because what a receiver answered may have been cut there.
 */
final class StrictValues {
    private static final int REPLACEMENT = 0xFFFD;

    private StrictValues() {}

    static SimpleModule module() {
        return new SimpleModule("strict")
                .addDeserializer(String.class, new TextReader())
                .addKeyDeserializer(String.class, new KeyReader())
                .addDeserializer(Instant.class, new TimeReader())
                .addSerializer(String.class, new TextWriter())
                .addKeySerializer(String.class, new KeyWriter());
    }

    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(StrictValues::half);
            }
        }
        return true;
    }

    private static String mended(String text) {
        if (wellFormed(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> half(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean half(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    private static final class TextReader extends StdScalarDeserializer<String> {
        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                String text = parser.getString();
                if (wellFormed(text)) {
                    return text;
                }
            }
            return context.reportInputMismatch(String.class, "no text");
        }
    }

    private static final class KeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return wellFormed(key) ? key : context.reportInputMismatch(String.class, "no text");
        }
    }

    private static final class TimeReader extends StdScalarDeserializer<Instant> {
        TimeReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                try {
                    return Times.parse(parser.getString());
                } catch (DateTimeException e) {
                    return context.reportInputMismatch(Instant.class, e.getMessage());
                }
            }
            return context.reportInputMismatch(Instant.class, "no time");
        }
    }

    private static final class TextWriter extends StdScalarSerializer<String> {
        TextWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializationContext context) {
            json.writeString(mended(text));
        }
    }

    private static final class KeyWriter extends StdScalarSerializer<String> {
        KeyWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String key, JsonGenerator json, SerializationContext context) {
            json.writeName(mended(key));
        }
    }
}
