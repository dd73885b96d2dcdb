package dev.tocsin.wire.topic;

/** The topics could not be seen to. */
public final class TopicSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says what happened. */
    public TopicSetupException(String message) {
        super(message);
    }

    /** With a sentence that says what happened, and the cause. */
    public TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
