package dev.tocsin.wire.json;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in our words what Jackson objects to: its own name Java's classes and its own switches. */
final class Faults {
    private Faults() {}

    static String sentence(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException _ -> "the JSON is nested too deep, or a part of it is too long";
            case UnexpectedEndOfInputException _ -> "the JSON ends too early";
            case InputCoercionException number -> expected(number, number.getTargetType());
            case StreamReadException syntax -> syntax(syntax);
            case MismatchedInputException mismatch -> expected(mismatch, mismatch.getTargetType());
            default -> expected(e, null);
        };
    }

    private static String syntax(StreamReadException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            return "the JSON names a field twice, at byte " + e.getLocation().getByteOffset();
        }
        return "not JSON, at byte " + e.getLocation().getByteOffset();
    }

    private static String expected(JacksonException e, @Nullable Class<?> type) {
        String path = path(e.getPath());
        return path.isEmpty()
                ? "expected one JSON object and nothing behind it"
                : path + ": expected " + (type == null ? "something else" : word(type));
    }

    private static String path(List<JacksonException.Reference> references) {
        return references.stream()
                .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : "." + at.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String word(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text in valid Unicode";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
