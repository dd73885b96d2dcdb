package dev.tocsin.notifier.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a caller that was turned away may come back: the header {@code Retry-After} (RFC 9110, 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /** The moment that an answer names, in seconds or as a date of the server's clock; null when it names none. */
    public static @Nullable Instant of(Reply.Answer answer, Clock clock) {
        Optional<Instant> seconds =
                answer.number("retry-after").map(count -> clock.instant().plusSeconds(count));
        return seconds.or(() -> date(answer, clock)).orElse(null);
    }

    private static Optional<Instant> date(Reply.Answer answer, Clock clock) {
        try {
            return Optional.ofNullable(answer.headers().get("retry-after"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(at -> answer.byOurClock(at, clock));
        } catch (DateTimeException e) {
            // What is no time is none: the backoff decides.
            return Optional.empty();
        }
    }
}
