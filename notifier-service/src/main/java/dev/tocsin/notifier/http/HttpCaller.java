package dev.tocsin.notifier.http;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes calls that end: in time, with a bounded answer, and never with an exception. */
public final class HttpCaller {
    /** Rocket.Chat's REST API answers with the whole message, and a message tells up to 1,000 alerts. */
    private static final int LARGEST_ANSWER = 2 << 20;

    private final HttpClient client;
    private final UnaryOperator<Duration> patience;

    /** Uses, and does not close, this client, which must not follow redirects. */
    public HttpCaller(HttpClient client) {
        this(client, UnaryOperator.identity());
    }

    /** {@code patience} says how long to wait, of the time that a call may take: a test has less of it. */
    public HttpCaller(HttpClient client, UnaryOperator<Duration> patience) {
        this.client = client;
        this.patience = patience;
    }

    /** A client as it needs one. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    /** Makes a call and blocks for its answer, for this long at most. */
    public Reply call(HttpRequest.Builder call, Duration atMost) {
        Duration timeout = patience.apply(atMost);
        HttpRequest request = call.timeout(timeout).build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
        try {
            // The request's own time-out ends with the headers; a body that drips is covered here.
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answer(response.statusCode(), headers(response), response.body());
        } catch (ExecutionException e) {
            return new Reply.Failure(meaning(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Reply.Failure(meaning(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return new Reply.Failure(new Outcome.Retryable("interrupted", Fate.UNKNOWN, null));
        }
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT),
                        e -> e.getValue().getFirst(),
                        (a, b) -> a));
    }

    /** The meaning of no answer. */
    static Outcome meaning(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new Outcome.Suspended("the server's TLS certificate is not trusted");
            }
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return new Outcome.Retryable("no connection", Fate.NOT_STORED, null);
            }
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return new Outcome.Retryable("no answer in time", Fate.UNKNOWN, null);
            }
        }
        // Only the kind of failure: its text may hold the address, which is a secret.
        String kind = failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new Outcome.Retryable("the connection broke (" + kind + ")", Fate.UNKNOWN, null);
    }
}
