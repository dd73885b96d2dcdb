package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.RenderedSizeContext;

/**
 * What one rendering may cost. The engine counts the characters that it puts out; here every round of a loop and every
 * text that is built on the way counts too, so that no template runs for long or fills the memory.
 */
final class Budget {
    /** Units of one rendering: a character each. */
    static final int UNITS = 100_000;
    /** The longest text that may be built. */
    static final int LONGEST = 16_000;
    /** So that a rendering has at most a thousand rounds. */
    static final int ROUND = 100;

    private Budget() {}

    static void spend(EvaluationContext context, int units) {
        if (context instanceof RenderedSizeContext size && size.addAndGet(units) > size.getMaxRenderedSize()) {
            throw new PebbleException(null, "it does too much: loops go around 1,000 times at most");
        }
    }

    /** Pays for a value, if it is a text. */
    static Object paid(EvaluationContext context, Object value) {
        int length = value instanceof String text ? text.length() : 0;
        if (length > LONGEST) {
            throw new PebbleException(null, "it builds a text of more than " + LONGEST + " characters");
        }
        spend(context, 1 + length);
        return value;
    }
}
