package dev.tocsin.notifier.webhook;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Meaning;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts what Alertmanager posts to a webhook. The header {@code webhook-id} is the same for every attempt at a message, so
 * whoever remembers it drops repeats.
 */
public final class GenericWebhookSender implements Sender {
    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    private static final int QUOTED = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpCaller caller;
    private final Target target;
    private final URI address;
    /** The user and the password of the address, as they are sent. */
    private final Optional<String> login;

    private final Optional<WebhookSignature> signature;
    private final Concealed concealed;
    private final Clock clock;

    /**
     * Who is told.
     *
     * @param receiver its name, which the body says
     * @param url where, a secret
     * @param signedWith the secret that messages are signed with, if they are
     */
    public record Target(String receiver, Secret url, Optional<Secret> signedWith) {}

    /** A sender that calls through this caller. */
    public GenericWebhookSender(HttpCaller caller, Target target, Clock clock) {
        this.caller = caller;
        this.target = target;
        this.address = URI.create(target.url().reveal());
        this.signature = target.signedWith().map(WebhookSignature::new);
        this.login = Optional.ofNullable(address.getUserInfo()).map(GenericWebhookSender::base64);
        Concealed url =
                Concealed.address(target.url()).and(new Concealed(login.stream().toList()));
        this.concealed = target.signedWith().map(Concealed::of).map(url::and).orElse(url);
        this.clock = clock;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Outcome send(Attempt attempt) {
        WebhookBody body;
        try {
            // Names of receivers are no foreign text: they stand in the plain form too.
            body = WebhookBody.of(target.receiver(), attempt.notification(), attempt.form())
                    .with(attempt.occasion().fields());
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), QUOTED));
        }
        return post(attempt.messageId(), body);
    }

    @Override
    public Outcome probe() {
        Instant now = clock.instant();
        // Every probe is a new one: a consumer that drops repeats shall look at it.
        return post("probe-" + now.toEpochMilli(), WebhookBody.probe(target.receiver(), now));
    }

    @Override
    public String room() {
        return target.url().reveal();
    }

    private Outcome post(String id, WebhookBody body) {
        // As text first: of half a character, which a label may hold, it makes a question mark and no failure.
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Tocsin")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        login.ifPresent(encoded -> request.header("Authorization", "Basic " + encoded));
        signature.ifPresent(key -> request.header("webhook-signature", key.of(id, timestamp, bytes)));
        return switch (caller.call(request, ATTEMPT)) {
            case Reply.Answer answer -> meaning(answer);
            case Reply.Failure(Outcome outcome) -> outcome;
        };
    }

    private Outcome meaning(Reply.Answer answer) {
        return answer.status() >= 200 && answer.status() < 300
                ? new Outcome.Delivered("")
                : Meaning.of(answer, Untrusted.line(concealed.in(answer.body()), QUOTED), clock);
    }
}
