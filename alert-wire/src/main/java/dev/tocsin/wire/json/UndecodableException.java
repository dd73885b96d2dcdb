package dev.tocsin.wire.json;

/** Bytes that are not what their topic promises. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says what is wrong. */
    public UndecodableException(String message) {
        super(message);
    }

    /** With a sentence that says what is wrong, and the cause. */
    public UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
