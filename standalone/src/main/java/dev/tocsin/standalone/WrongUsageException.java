package dev.tocsin.standalone;

/** The command or its configuration is wrong: exit code 2. */
final class WrongUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what to change, a problem per line. */
    WrongUsageException(String message) {
        super(message);
    }
}
