package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an incoming webhook's answer means (contracts/rocketchat.md 1.6, 2.3 and 7). */
final class WebhookAnswers {
    private static final int QUOTED = 200;

    private final WebhookAddress address;
    private final LimitHeaders limits;

    WebhookAnswers(WebhookAddress address, LimitHeaders limits) {
        this.address = address;
        this.limits = limits;
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
        Said said = Said.in(answer);
        String quoted = Untrusted.line(address.hiddenIn(said.words()), QUOTED);
        return switch (status) {
            case 200, 201 -> success(said, quoted);
            case 400, 422 -> new Outcome.Refused(status + " " + quoted);
            case 413 -> new Outcome.Refused("413, the message is too large for what stands before Rocket.Chat");
            case 401, 403 -> new Outcome.Suspended(status + ", the webhook's user is gone or may not post: " + quoted);
            case 404, 410 -> new Outcome.Suspended(status + ", the webhook's id or token is wrong: " + quoted);
            case 405, 415 -> new Outcome.Suspended(status + ", this address takes no posts of JSON: " + quoted);
            case 408, 425 -> new Outcome.Retryable(status + " " + quoted, Fate.NOT_STORED, null);
            case 429 -> new Outcome.Retryable("429, too many calls", Fate.NOT_STORED, comeBack(answer));
            case 500 -> serverError(said, quoted);
            case 503 -> unavailable(said, answer, quoted);
            default -> other(status, quoted);
        };
    }

    private static Outcome success(Said said, String quoted) {
        return said.success()
                ? new Outcome.Delivered("")
                : new Outcome.Retryable("200 without success: " + quoted, Fate.UNKNOWN, null);
    }

    /** What Rocket.Chat since 7.6 answers to a wrong id or token is also what it answers when it breaks. */
    private static Outcome serverError(Said said, String quoted) {
        return said.isJson()
                ? new Outcome.Retryable("500 " + quoted, Fate.UNKNOWN, null)
                : new Outcome.Retryable(
                        "500 " + quoted + " (a failure of the server, or the webhook's id or token is wrong)",
                        Fate.UNKNOWN,
                        null);
    }

    private Outcome unavailable(Said said, Reply.Answer answer, String quoted) {
        return said.error().equals("Service Unavailable")
                ? new Outcome.Suspended("503, the integration is disabled in Rocket.Chat")
                : new Outcome.Retryable("503 " + quoted, Fate.UNKNOWN, comeBack(answer));
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

    private @Nullable Instant comeBack(Reply.Answer answer) {
        return limits.comeBack(answer).orElse(null);
    }
}
