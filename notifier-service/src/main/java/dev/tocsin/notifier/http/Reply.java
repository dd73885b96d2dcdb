package dev.tocsin.notifier.http;

import dev.tocsin.model.delivery.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** How a call ended. */
public sealed interface Reply {
    /**
     * The server answered.
     *
     * @param status of HTTP
     * @param headers the first value of each, names in lower case
     * @param body as text
     */
    record Answer(int status, Map<String, String> headers, String body) implements Reply {
        /** The server's clock is set by whole seconds, and the answer took a moment: less than this is no difference. */
        private static final Duration SAME_CLOCK = Duration.ofSeconds(2);

        /** Copies the headers. */
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** A header that is a whole number of at most 15 digits. */
        public Optional<Long> number(String header) {
            return Optional.ofNullable(headers.get(header))
                    .filter(text -> text.matches("\\d{1,15}"))
                    .map(Long::parseLong);
        }

        /** A moment by the server's clock, by ours: the header {@code Date} says what time the server believes it is. */
        public Instant byOurClock(Instant servers, Clock clock) {
            return servers.minus(clockDifference(clock));
        }

        private Duration clockDifference(Clock clock) {
            Optional<Instant> date = date();
            Duration ahead =
                    date.map(at -> Duration.between(clock.instant(), at)).orElse(Duration.ZERO);
            return ahead.abs().compareTo(SAME_CLOCK) <= 0 ? Duration.ZERO : ahead;
        }

        private Optional<Instant> date() {
            try {
                return Optional.ofNullable(headers.get("date"))
                        .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeException e) {
                // A server that does not say the time has the same as we have, as far as anybody can tell.
                return Optional.empty();
            }
        }
    }

    /**
     * It did not.
     *
     * @param outcome what that means for an attempt
     */
    record Failure(Outcome outcome) implements Reply {}
}
