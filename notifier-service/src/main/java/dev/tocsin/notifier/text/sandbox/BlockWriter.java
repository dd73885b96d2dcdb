package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.error.PebbleException;
import java.io.Writer;

/**
 * Takes what one block puts out. Blocks write to nothing else: before a block is put out the engine goes through the
 * whole template for the sake of variables that are set outside of blocks.
 */
final class BlockWriter extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int offset, int length) {
        if (text.length() + length > Budget.LONGEST) {
            throw new PebbleException(null, "a block puts out more than " + Budget.LONGEST + " characters");
        }
        text.append(chars, offset, length);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
