package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.delivery.Sender;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to a Rocket.Chat incoming webhook. A webhook takes no id, so an attempt whose fate is unknown may show up twice.
 */
public final class WebhookSender implements Sender {
    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final String PROBE = "Tocsin is checking whether this channel takes messages.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final Secret url;
    private final WebhookAddress address;
    private final MessageRenderer renderer;
    private final WebhookAnswers answers;

    /**
     * A sender that uses, and does not close, this client, which must not follow redirects.
     *
     * @param url of the webhook, a secret: the token is part of it
     */
    public WebhookSender(HttpClient client, Secret url, Severities severities, Clock clock) {
        this.client = client;
        this.url = url;
        this.address = new WebhookAddress(url);
        this.renderer = new MessageRenderer(severities);
        this.answers = new WebhookAnswers(address, clock);
    }

    /** A client as senders need it. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    @Override
    public Outcome send(Notification notification, String messageId) {
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(renderer.render(notification));
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), 200));
        }
        return post(body);
    }

    @Override
    public Outcome probe() {
        return post(JSON.writeValueAsBytes(MessageRenderer.neutral(PROBE)));
    }

    @Override
    public String room() {
        return url.reveal();
    }

    private Outcome post(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(address.uri())
                .timeout(ATTEMPT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
        try {
            // The request's own time-out ends with the headers; a body that drips is covered here.
            HttpResponse<String> response = answer.get(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
            return answers.of(response.statusCode(), headers(response), response.body());
        } catch (ExecutionException e) {
            return answers.of(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return answers.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return new Outcome.Retryable("interrupted", Fate.UNKNOWN, null);
        }
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT),
                        e -> e.getValue().getFirst(),
                        (a, b) -> a));
    }
}
