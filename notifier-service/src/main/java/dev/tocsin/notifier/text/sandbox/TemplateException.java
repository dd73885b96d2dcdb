package dev.tocsin.notifier.text.sandbox;

import java.io.Serial;

/** A template that is wrong, or asks for what there is not. */
public final class TemplateException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * What is wrong.
     *
     * @param line where, or 0 when that is not known
     * @param problem one sentence without a full stop
     */
    public TemplateException(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** The line of the template, or 0 when it is not known. */
    public int line() {
        return line;
    }

    /** What is wrong, with the line as far as it is known. */
    public String sentence() {
        return line == 0 ? problem() : "line " + line + ": " + problem();
    }

    /** What is wrong. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
