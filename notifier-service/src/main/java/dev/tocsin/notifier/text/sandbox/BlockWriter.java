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
        makeSureOfRoom(length);
        text.append(chars, offset, length);
    }

    /** Without the array of 1,024 characters through which a writer of Java's would send it. */
    @Override
    public void write(String words, int offset, int length) {
        makeSureOfRoom(length);
        text.append(words, offset, offset + length);
    }

    private void makeSureOfRoom(int length) {
        if (text.length() + length > Budget.LONGEST) {
            throw new PebbleException(null, "a block puts out more than " + Budget.LONGEST + " characters");
        }
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
