package dev.tocsin.notifier.api;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.TooMuchException;
import dev.tocsin.history.replay.run.OtherWordsException;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads topics for requests, a few at a time. The threads are platform threads of their own: virtual ones would take the
 * carriers that bring messages to receivers.
 */
public final class Readings implements AutoCloseable {
    private final Semaphore places;
    private final Duration patience;
    private final ExecutorService threads;

    /**
     * Starts no thread yet.
     *
     * @param places how many may read at once
     * @param patience for how long a request waits for its answer
     */
    public Readings(int places, Duration patience) {
        this.places = new Semaphore(places);
        this.patience = patience;
        this.threads = Executors.newFixedThreadPool(
                places, Thread.ofPlatform().daemon().name("api-reading-", 1).factory());
    }

    /** Two at a time, for a minute each. */
    public static Readings standard() {
        return new Readings(2, Duration.ofMinutes(1));
    }

    /** Answers with what this reads, as JSON; or with 503 when all places are taken, Kafka is away or it takes too long. */
    void answer(Context ctx, Callable<?> reading) {
        byte[] body = AnswerJson.write(read(ctx, reading));
        ctx.contentType("application/json").result(body);
    }

    /** What this reads; what is thrown says what is to be answered. */
    <T> T read(Context ctx, Callable<T> reading) {
        if (!places.tryAcquire()) {
            throw unavailable(ctx, "As many requests as may read topics at once are under way; try again.");
        }
        Future<T> result = begin(ctx, reading);
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refusal(ctx, e);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw unavailable(
                    ctx,
                    "Reading took longer than " + patience.toSeconds()
                            + " s and was given up; ask for less time with from" + " and to.");
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(ctx, "The notifier is stopping.");
        }
    }

    private <T> Future<T> begin(Context ctx, Callable<T> reading) {
        try {
            return threads.submit(() -> {
                try {
                    return reading.call();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw unavailable(ctx, "The notifier is stopping.");
        }
    }

    private static HttpResponseException refusal(Context ctx, ExecutionException failure) {
        return switch (failure.getCause()) {
            case HttpResponseException refusal -> refusal;
            case TooMuchException much ->
                new HttpResponseException(HttpStatus.UNPROCESSABLE_CONTENT.getCode(), sentence(much));
            case HistoryException away -> unavailable(ctx, sentence(away));
            case OtherWordsException other -> new ConflictResponse(sentence(other));
            case IllegalArgumentException wrong -> new BadRequestResponse(sentence(wrong));
            // Whose fault it is is for the log.
            case null, default -> throw new IllegalStateException("a reading broke", failure);
        };
    }

    /** With the time after which it may be tried again. */
    static HttpResponseException unavailable(Context ctx, String sentence) {
        ctx.header("Retry-After", "5");
        return new ServiceUnavailableResponse(sentence);
    }

    /** With a capital letter and a full stop, as every answer has it. */
    static String sentence(Exception e) {
        String text = String.valueOf(e.getMessage());
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
