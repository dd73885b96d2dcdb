package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to a Rocket.Chat incoming webhook. A webhook takes no id, so an attempt whose fate is unknown may show up twice.
 */
public final class WebhookSender implements Sender {
    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    private static final String PROBE = "Tocsin is checking whether this channel takes messages.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpCaller caller;
    private final Secret url;
    private final URI address;
    private final MessageWriter writer;
    private final WebhookAnswers answers;
    private final WebhookRow row = new WebhookRow();
    private final LimitHeaders limits;
    private final Limiter limiter;

    /**
     * A sender that calls through this caller.
     *
     * @param url of the webhook, a secret: the token is part of it
     * @param writer puts notifications into words, in Rocket.Chat's markup
     * @param limiter of the webhook, which is told what its answers say; a slot is taken before a send
     */
    public WebhookSender(HttpCaller caller, Secret url, MessageWriter writer, Limiter limiter, Clock clock) {
        this.caller = caller;
        this.url = url;
        this.address = URI.create(url.reveal());
        this.writer = writer;
        this.limits = new LimitHeaders(clock);
        this.answers = new WebhookAnswers(Concealed.address(url), limits);
        this.limiter = limiter;
    }

    @Override
    public Outcome send(Attempt attempt) {
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(RocketChatMessage.of(attempt, writer));
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), 200));
        }
        return post(body);
    }

    @Override
    public Outcome probe() {
        return post(JSON.writeValueAsBytes(RocketChatMessage.neutral(PROBE)));
    }

    @Override
    public String room() {
        return url.reveal();
    }

    private Outcome post(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Reply reply = caller.call(request, ATTEMPT);
        limits.tell(limiter, reply);
        return row.after(answers.of(reply));
    }
}
