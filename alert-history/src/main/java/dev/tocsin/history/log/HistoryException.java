package dev.tocsin.history.log;

/** The past could not be read. The sentence says why. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public HistoryException(String message) {
        super(message);
    }

    /** With a sentence and the cause. */
    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
