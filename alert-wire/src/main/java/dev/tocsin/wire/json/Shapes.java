package dev.tocsin.wire.json;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the shapes share. */
final class Shapes {
    /** The constants of an enum by their words. */
    private static final ClassValue<Map<String, Enum<?>>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            return Stream.of(type.getEnumConstants())
                    .<Enum<?>>map(Enum.class::cast)
                    .collect(Collectors.toUnmodifiableMap(Shapes::word, constant -> constant));
        }
    };

    private Shapes() {}

    /** The value of a field that must be there. */
    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** A shape that must be there, in a version that is read here. */
    static <S extends Versioned> S known(String field, @Nullable S shape) {
        S given = given(field, shape);
        int version = given("v", given.v());
        if (version != Versioned.VERSION) {
            throw new IllegalArgumentException(unknownVersion(version));
        }
        return given;
    }

    static String unknownVersion(int version) {
        return "version " + version + " is not known here";
    }

    /** The word of a constant: lower case. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word. */
    static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String word) {
        String given = given(field, word);
        E constant = type.cast(CONSTANTS.get(type).get(given));
        if (constant == null) {
            throw new IllegalArgumentException(field + " is not known here: " + given);
        }
        return constant;
    }
}
