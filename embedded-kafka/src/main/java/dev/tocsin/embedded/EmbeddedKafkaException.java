package dev.tocsin.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded Kafka did not start; the message is one sentence that says what to change. */
public final class EmbeddedKafkaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedKafkaException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    EmbeddedKafkaException(String sentence) {
        this(sentence, null);
    }
}
