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
    /** So many comparisons of two characters take as long as a character that is put out. */
    private static final int STEPS = 1000;

    private Budget() {}

    static void spend(EvaluationContext context, int units) {
        if (context instanceof RenderedSizeContext size && size.addAndGet(units) > size.getMaxRenderedSize()) {
            throw new PebbleException(null, "it does too much: loops go around 1,000 times at most");
        }
    }

    /** Pays for looking through one text for another, which may begin to match at each of its characters. */
    static void search(EvaluationContext context, Object text, Object sought) {
        long steps = (long) length(text) * length(sought);
        spend(context, Math.toIntExact(ROUND + steps / STEPS));
    }

    private static int length(Object value) {
        return value instanceof String text ? text.length() : 0;
    }

    /** Pays for a value, if it is a text. */
    static Object paid(EvaluationContext context, Object value) {
        int length = length(value);
        if (length > LONGEST) {
            throw new PebbleException(null, "it builds a text of more than " + LONGEST + " characters");
        }
        spend(context, 1 + length);
        return value;
    }
}
