package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Calls of the REST API in the name of an account. */
final class RestCalls {
    private final HttpCaller caller;
    private final RestConnection connection;

    RestCalls(HttpCaller caller, RestConnection connection) {
        this.caller = caller;
        this.connection = connection;
    }

    /** What must not get into an outcome. */
    static Concealed secrets(RestConnection connection) {
        return new Concealed(List.of(
                connection.token().reveal(),
                Objects.requireNonNullElse(connection.url().getRawUserInfo(), "")));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Reply get(String path, TimeLeft left, Duration atMost) {
        return call(path, left.atMost(atMost), HttpRequest.Builder::GET);
    }

    Reply post(String path, byte[] json, TimeLeft left, Duration atMost) {
        return call(
                path,
                left.atMost(atMost),
                request -> request.header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofByteArray(json)));
    }

    private Reply call(String path, Duration timeout, Method method) {
        HttpRequest.Builder request;
        try {
            request = method.of(HttpRequest.newBuilder(URI.create(connection.base() + path))
                    .header("Accept", "application/json")
                    .header("X-User-Id", connection.userId())
                    .header("X-Auth-Token", connection.token().reveal()));
        } catch (IllegalArgumentException e) {
            // Its text would show the token.
            return new Reply.Failure(
                    new Outcome.Suspended("the address, the user id or the token has characters that can't be sent"));
        }
        if (timeout.isZero()) {
            return new Reply.Failure(new Outcome.Retryable("no time was left", Fate.NOT_STORED, null));
        }
        return caller.call(request, timeout);
    }

    /** Makes a request one of its method. */
    @FunctionalInterface
    private interface Method {
        HttpRequest.Builder of(HttpRequest.Builder request);
    }
}
