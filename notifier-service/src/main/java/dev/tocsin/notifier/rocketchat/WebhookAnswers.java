package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an incoming webhook's answer means (contracts/rocketchat.md 1.6, 2.3 and 7). */
final class WebhookAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int QUOTED = 200;
    private static final Pattern MUST_WAIT = Pattern.compile("must wait (\\d{1,6}) seconds");

    private final WebhookAddress address;
    private final Clock clock;

    WebhookAnswers(WebhookAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /** The meaning of a reply. */
    Outcome of(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> of(answer);
            case Reply.Failure(Outcome outcome) -> outcome;
        };
    }

    private Outcome of(Reply.Answer answer) {
        int status = answer.status();
        Optional<JsonNode> json = json(answer.body());
        String said = json.map(node -> node.path("error").asString(""))
                .filter(error -> !error.isEmpty())
                .orElse(answer.body());
        String quoted = Untrusted.line(address.hiddenIn(said), QUOTED);
        return switch (status) {
            case 200, 201 -> success(json, quoted);
            case 400, 422 -> new Outcome.Refused(status + " " + quoted);
            case 413 -> new Outcome.Refused("413, the message is too large for what stands before Rocket.Chat");
            case 401, 403 -> new Outcome.Suspended(status + ", the webhook's user is gone or may not post: " + quoted);
            case 404, 410 -> new Outcome.Suspended(status + ", the webhook's id or token is wrong: " + quoted);
            case 405, 415 -> new Outcome.Suspended(status + ", this address takes no posts of JSON: " + quoted);
            case 408, 425 -> new Outcome.Retryable(status + " " + quoted, Fate.NOT_STORED, null);
            case 429 -> new Outcome.Retryable("429, too many calls", Fate.NOT_STORED, comeBack(answer, said));
            case 500 -> serverError(json, quoted);
            case 503 -> unavailable(json, answer, quoted);
            default -> other(status, quoted);
        };
    }

    private static Outcome success(Optional<JsonNode> json, String quoted) {
        // A 200 alone says nothing: a proxy or a login page answers so too.
        boolean success =
                json.map(node -> node.path("success").booleanValue(false)).orElse(false);
        return success
                ? new Outcome.Delivered("")
                : new Outcome.Retryable("200 without success: " + quoted, Fate.UNKNOWN, null);
    }

    /** What Rocket.Chat since 7.6 answers to a wrong id or token is also what it answers when it breaks. */
    private static Outcome serverError(Optional<JsonNode> json, String quoted) {
        return json.isPresent()
                ? new Outcome.Retryable("500 " + quoted, Fate.UNKNOWN, null)
                : new Outcome.Retryable(
                        "500 " + quoted + " (a failure of the server, or the webhook's id or token is wrong)",
                        Fate.UNKNOWN,
                        null);
    }

    private Outcome unavailable(Optional<JsonNode> json, Reply.Answer answer, String quoted) {
        boolean ownWords = json.map(node -> node.path("error").asString("").equals("Service Unavailable"))
                .orElse(false);
        return ownWords
                ? new Outcome.Suspended("503, the integration is disabled in Rocket.Chat")
                : new Outcome.Retryable("503 " + quoted, Fate.UNKNOWN, comeBack(answer, ""));
    }

    private static Outcome other(int status, String quoted) {
        if (status >= 500) {
            return new Outcome.Retryable(status + " " + quoted, Fate.UNKNOWN, null);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.Suspended(status + ", the address leads elsewhere: configure the final one");
        }
        if (status >= 400) {
            return new Outcome.Refused(status + " " + quoted);
        }
        return new Outcome.Retryable(status + " is not an answer of Rocket.Chat: " + quoted, Fate.UNKNOWN, null);
    }

    /** When a limited caller may come back: milliseconds of the epoch, as Rocket.Chat says it, or seconds. */
    private @Nullable Instant comeBack(Reply.Answer answer, String said) {
        Optional<Instant> reset =
                answer.number("x-ratelimit-reset").map(at -> answer.byOurClock(Instant.ofEpochMilli(at), clock));
        if (reset.isPresent()) {
            return reset.get();
        }
        Matcher wait = MUST_WAIT.matcher(said);
        Optional<Long> seconds = answer.number("retry-after")
                .or(() -> wait.find() ? Optional.of(Long.parseLong(wait.group(1))) : Optional.empty());
        return seconds.map(count -> clock.instant().plusSeconds(count)).orElse(null);
    }

    private static Optional<JsonNode> json(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            // Not JSON: that is an answer too.
            return Optional.empty();
        }
    }
}
