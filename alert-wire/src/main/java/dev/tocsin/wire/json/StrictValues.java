package dev.tocsin.wire.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Texts with whole characters only: half of a surrogate pair is refused when read, because it could not be written on; when
 * written it becomes U+FFFD, because what a receiver answered may have been cut there.
 */
final class StrictValues {
    private static final int REPLACEMENT = 0xFFFD;

    private StrictValues() {}

    static SimpleModule module() {
        return new SimpleModule("strict")
                .addSerializer(String.class, new TextWriter())
                .addKeySerializer(String.class, new KeyWriter());
    }

    /** Whether there is no half of a surrogate pair in it. */
    static boolean wellFormed(String text) {
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
