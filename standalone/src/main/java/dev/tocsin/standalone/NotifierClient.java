package dev.tocsin.standalone;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.kit.http.Problem;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.notifier.text.Untrusted;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A notifier's API. */
final class NotifierClient {
    /** Longer than a notifier takes at most. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final int SHOWN = 2_000;

    private final String notifier;
    private final Optional<Secret> token;

    NotifierClient(URI notifier, Optional<Secret> token) {
        this.notifier = HttpAddress.shown(notifier);
        this.token = token;
    }

    /** Asks; whatever the status is. */
    HttpResponse<byte[]> get(String path, List<Map.Entry<String, String>> query) {
        return send(request(path, query).GET());
    }

    /** Sends this as JSON; whatever the status is. */
    HttpResponse<byte[]> post(String path, Object body) {
        return send(request(path, List.of())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(AnswerJson.write(body))));
    }

    private HttpRequest.Builder request(String path, List<Map.Entry<String, String>> query) {
        String asked = query.stream()
                .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(notifier + path + (asked.isEmpty() ? "" : "?" + asked)))
                .timeout(TIMEOUT);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known.reveal()));
        return request;
    }

    /** As it stands in a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new HistoryException(
                    "no answer from " + notifier
                            + ": is ./tocsin up running? Else say where the notifier is with --notifier, or where Kafka is"
                            + " with KAFKA_BOOTSTRAP_SERVERS",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }

    /** What a good answer says; of a refusal its sentence is thrown as HistoryException. */
    <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        if (answer.statusCode() != 200 && answer.statusCode() != 202) {
            throw new HistoryException(
                    answer.statusCode() == 401
                            ? detail(answer) + " It is taken from TOCSIN_NOTIFIER_TOKEN."
                            : detail(answer));
        }
        return json(answer, type);
    }

    /** The sentence of a refusal. */
    String detail(HttpResponse<byte[]> answer) {
        // Null in what somebody else answers, such as a proxy.
        return Optional.ofNullable(json(answer, Problem.class).detail())
                .map(detail -> Untrusted.line(detail, SHOWN))
                .orElseThrow(() -> new HistoryException(notAsANotifier(answer)));
    }

    private <T> T json(HttpResponse<byte[]> answer, Class<T> type) {
        try {
            return AnswerJson.read(answer.body(), type);
        } catch (IllegalArgumentException e) {
            throw new HistoryException(notAsANotifier(answer), e);
        }
    }

    private String notAsANotifier(HttpResponse<byte[]> answer) {
        return notifier + " answered " + answer.statusCode() + ", but not as a notifier of this version does";
    }
}
