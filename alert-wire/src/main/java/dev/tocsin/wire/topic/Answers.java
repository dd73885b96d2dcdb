package dev.tocsin.wire.topic;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what the cluster answers, but not longer than it was told to. */
record Answers(Duration timeout) {
    /** The answer, or a {@link TopicSetupException} whose cause is what Kafka said. */
    <T> T of(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            // The client's own time-out may be shorter than ours.
            throw cause instanceof org.apache.kafka.common.errors.TimeoutException
                    ? new TopicSetupException("Kafka did not answer: " + cause.getMessage(), cause)
                    : new TopicSetupException("Kafka refused: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TopicSetupException("Kafka did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted", e);
        }
    }
}
