package dev.tocsin.notifier.slack;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.text.Markup;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to an incoming webhook of Slack or Mattermost. A webhook takes no id, so an attempt whose fate is unknown may show
 * up twice.
 */
public final class SlackSender implements Sender {
    /** What a writer of its messages needs. */
    public static final Markup MARKUP = SlackText::inline;

    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    private static final Message PROBE = Message.neutral("Tocsin is checking whether this channel takes messages.");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpCaller caller;
    private final Secret url;
    private final URI address;
    private final MessageWriter writer;
    private final SlackAnswers answers;

    /**
     * A sender that calls through this caller.
     *
     * @param url of the webhook, a secret: whoever knows it can post
     * @param writer puts notifications into words, in {@link #MARKUP}
     */
    public SlackSender(HttpCaller caller, Secret url, MessageWriter writer, Clock clock) {
        this.caller = caller;
        this.url = url;
        this.address = URI.create(url.reveal());
        this.writer = writer;
        this.answers = new SlackAnswers(Concealed.address(url), clock);
    }

    @Override
    public Outcome send(Attempt attempt) {
        SlackMessage body;
        try {
            body = body(attempt);
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), 200));
        }
        return post(body);
    }

    private SlackMessage body(Attempt attempt) {
        String before = attempt.occasion().before();
        String after = attempt.occasion().after();
        return switch (attempt.form()) {
            case RICH -> SlackMessage.of(writer.write(attempt.notification()).framed(before, after));
            case PLAIN ->
                SlackMessage.plain(writer.standard(attempt.notification()).framed(before, after));
        };
    }

    @Override
    public Outcome probe() {
        return post(SlackMessage.of(PROBE));
    }

    @Override
    public String room() {
        return url.reveal();
    }

    private Outcome post(SlackMessage body) {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        return answers.of(caller.call(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)),
                ATTEMPT));
    }
}
