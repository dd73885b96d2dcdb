package dev.tocsin.standalone;

/** The command could not do what it was asked for: exit code 1. */
final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says why. */
    FailedException(String message) {
        super(message);
    }
}
