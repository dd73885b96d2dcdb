package dev.tocsin.notifier.text.sandbox;

import java.util.List;

/**
 * A filter that templates may use.
 *
 * @param arguments the names of its arguments, in their order; none is required
 * @param function what it does
 */
public record TextFilter(List<String> arguments, Function function) {
    /** Copies the names. */
    public TextFilter {
        arguments = List.copyOf(arguments);
    }

    /** What a filter does. */
    @FunctionalInterface
    public interface Function {
        /**
         * The value that comes out.
         *
         * @param value that goes in
         * @param arguments those that were given, in their order
         * @throws IllegalArgumentException with a sentence, when the filter does not work on this
         */
        Object apply(Object value, List<Object> arguments);
    }
}
