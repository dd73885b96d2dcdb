package dev.tocsin.history.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads answers and questions. Words are lower case, times ISO 8601, and what is not known is left out. */
public final class AnswerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(ParkedJson.module())
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private AnswerJson() {}

    /** The JSON of this value. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The same over several lines, for people. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Reads a value; fields that are not known here are left alone.
     *
     * @throws IllegalArgumentException with a sentence when it is anything else
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(MAPPER.reader(), json, type);
    }

    /** The same, and refuses fields that are not known here: one that is misspelt must not count as left out. */
    public static <T> T readStrictly(byte[] json, Class<T> type) {
        return read(MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), json, type);
    }

    private static <T> T read(ObjectReader reader, byte[] json, Class<T> type) {
        try {
            T value = reader.forType(type).readValue(json);
            if (value == null) {
                throw new IllegalArgumentException("it says null");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException("no such field: " + e.getPropertyName(), e);
        } catch (DatabindException e) {
            String field = e.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw new IllegalArgumentException((field.isEmpty() ? "it" : field) + " is not what is expected there", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }
}
