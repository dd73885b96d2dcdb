package dev.tocsin.wire.json;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the shapes share. */
final class Shapes {
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
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(given)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(field + " is not known here: " + given);
    }
}
