package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an incoming webhook's answer means (contracts/rocketchat.md 1.6, 2.3 and 7). Knows no answer but the present one:
 * {@link WebhookRow} counts.
 */
final class WebhookAnswers {
    private static final int QUOTED = 200;

    private final Concealed address;
    private final LimitHeaders limits;

    WebhookAnswers(Concealed address, LimitHeaders limits) {
        this.address = address;
        this.limits = limits;
    }

    /**
     * What a reply means.
     *
     * @param outcome when it comes for the first time
     * @param inARow when it keeps coming, if that says more
     */
    record Meaning(Outcome outcome, Optional<Outcome.Suspended> inARow) {
        /** What means the same however often it comes. */
        static Meaning of(Outcome outcome) {
            return new Meaning(outcome, Optional.empty());
        }
    }

    /** The meaning of a reply. */
    Meaning of(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> of(answer);
            case Reply.Failure(Outcome outcome) -> Meaning.of(outcome);
        };
    }

    private Meaning of(Reply.Answer answer) {
        Said said = Said.in(answer);
        String quoted = Untrusted.line(address.in(said.words()), QUOTED);
        if (answer.status() == 500 && !said.isJson()) {
            return doubtful("500, the webhook's id or token is wrong, or Rocket.Chat fails: " + quoted, Fate.UNKNOWN);
        }
        if (answer.status() == 503 && said.error().equals("Service Unavailable")) {
            return doubtful("503, the integration is disabled in Rocket.Chat", Fate.NOT_STORED);
        }
        return Meaning.of(plain(answer, said, quoted));
    }

    /** What Rocket.Chat answers to a wrong or disabled webhook it may also answer while it starts or breaks. */
    private static Meaning doubtful(String reason, Fate fate) {
        return new Meaning(new Outcome.Retryable(reason, fate, null), Optional.of(new Outcome.Suspended(reason, fate)));
    }

    private Outcome plain(Reply.Answer answer, Said said, String quoted) {
        int status = answer.status();
        return switch (status) {
            case 200, 201 -> success(said, quoted);
            case 413 -> new Outcome.Refused("413, the message is too large for what stands before Rocket.Chat");
            case 401, 403 -> new Outcome.Suspended(status + ", the webhook's user is gone or may not post: " + quoted);
            case 404, 410 -> new Outcome.Suspended(status + ", the webhook's id or token is wrong: " + quoted);
            case 429 -> new Outcome.Retryable("429, too many calls", Fate.NOT_STORED, comeBack(answer));
            case 503 -> new Outcome.Retryable("503 " + quoted, Fate.UNKNOWN, comeBack(answer));
            // A proxy's, or one that means with Rocket.Chat what it means anywhere.
            default -> dev.tocsin.notifier.http.Meaning.of(answer, quoted, limits.clock());
        };
    }

    private static Outcome success(Said said, String quoted) {
        return said.success()
                ? new Outcome.Delivered("")
                : new Outcome.Retryable("200 without success: " + quoted, Fate.UNKNOWN, null);
    }

    private @Nullable Instant comeBack(Reply.Answer answer) {
        return limits.comeBack(answer).orElse(null);
    }
}
