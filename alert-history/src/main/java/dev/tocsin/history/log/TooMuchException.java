package dev.tocsin.history.log;

/** What was asked for is more than may be kept in memory at once. The sentence says how to ask for less. */
public final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public TooMuchException(String message) {
        super(message);
    }
}
