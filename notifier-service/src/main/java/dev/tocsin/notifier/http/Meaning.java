package dev.tocsin.notifier.http;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import java.time.Clock;

/** What a status means unless the receiver's own documentation says otherwise. */
public final class Meaning {
    private Meaning() {}

    /**
     * The meaning of an answer that is no success.
     *
     * @param quoted what the server said, fit to be shown
     */
    public static Outcome of(Reply.Answer answer, String quoted, Clock clock) {
        int status = answer.status();
        String said = status + " " + quoted;
        return switch (status) {
            case 401, 403 -> new Outcome.Suspended(status + ", it does not let us post: " + quoted);
            case 404, 410 -> new Outcome.Suspended(status + ", there is nothing at this address: " + quoted);
            case 405, 415 -> new Outcome.Suspended(status + ", this address takes no posts of JSON: " + quoted);
            case 407 -> new Outcome.Suspended("407, the proxy wants a login");
            case 408, 425 -> new Outcome.Retryable(said, Fate.NOT_STORED, null);
            case 413 -> new Outcome.Refused("413, the message is too large");
            case 429 -> new Outcome.Retryable("429, too many calls", Fate.NOT_STORED, RetryAfter.of(answer, clock));
            case 503 -> new Outcome.Retryable(said, Fate.UNKNOWN, RetryAfter.of(answer, clock));
            default -> ofClass(status, quoted);
        };
    }

    private static Outcome ofClass(int status, String quoted) {
        return switch (status / 100) {
            case 3 -> new Outcome.Suspended(status + ", the address leads elsewhere: configure the final one");
            case 4 -> new Outcome.Refused(status + " " + quoted);
            default -> new Outcome.Retryable(status + " " + quoted, Fate.UNKNOWN, null);
        };
    }
}
