package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Limiter.Allowance;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What answers say of Rocket.Chat's limits (contracts/rocketchat.md 2.3). */
final class LimitHeaders {
    private static final String RESET = "x-ratelimit-reset";
    private static final Pattern MUST_WAIT = Pattern.compile("must wait (\\d{1,6}) seconds");
    private static final int TOO_MANY = 429;
    /** In 2001: what is less counts something else than milliseconds, and is a proxy's. */
    private static final long FIRST_RESET = 1_000_000_000_000L;

    private final Clock clock;

    LimitHeaders(Clock clock) {
        this.clock = clock;
    }

    /** By which times are told. */
    Clock clock() {
        return clock;
    }

    /** When a limited caller may come back: as Rocket.Chat's header says it, a proxy's, or Rocket.Chat's sentence. */
    Optional<Instant> comeBack(Reply.Answer answer) {
        return reset(answer)
                .or(() -> Optional.ofNullable(RetryAfter.of(answer, clock)))
                .or(() -> mustWait(answer).map(clock.instant()::plus));
    }

    private Optional<Instant> reset(Reply.Answer answer) {
        return answer.number(RESET)
                .filter(at -> at >= FIRST_RESET)
                .map(at -> answer.byOurClock(Instant.ofEpochMilli(at), clock));
    }

    private static Optional<Duration> mustWait(Reply.Answer answer) {
        Matcher wait = MUST_WAIT.matcher(answer.body());
        return wait.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1)))) : Optional.empty();
    }

    /** Tells the limiter of a route how a call on it has ended. */
    void tell(Limiter limiter, Reply reply) {
        switch (reply) {
            case Reply.Failure f -> limiter.nothingLearned();
            case Reply.Answer answer -> tell(limiter, answer);
        }
    }

    private void tell(Limiter limiter, Reply.Answer answer) {
        Instant now = clock.instant();
        Optional<Allowance> allowance = allowance(answer);
        if (allowance.isPresent()) {
            limiter.learn(allowance.get(), now);
        } else if (comesFromRocketChat(answer)) {
            limiter.unlimited();
        } else {
            limiter.nothingLearned();
        }
        if (answer.status() == TOO_MANY) {
            // Of several windows, or of a proxy's own, this one holds.
            comeBack(answer).ifPresent(until -> limiter.blocked(until, now));
        }
    }

    private Optional<Allowance> allowance(Reply.Answer answer) {
        Optional<Integer> limit = count(answer, "x-ratelimit-limit").filter(calls -> calls > 0);
        // A limiter that fails open says Infinity.
        Optional<Integer> remaining =
                answer.status() == TOO_MANY ? Optional.of(0) : count(answer, "x-ratelimit-remaining");
        Optional<Instant> end = reset(answer);
        return limit.isPresent() && remaining.isPresent() && end.isPresent()
                ? Optional.of(new Allowance(limit.get(), remaining.get(), end.get()))
                : Optional.empty();
    }

    private static Optional<Integer> count(Reply.Answer answer, String header) {
        return answer.number(header).map(value -> (int) Math.min(value, Integer.MAX_VALUE));
    }

    /** An answer of a route with a limit has its headers, a refusal too; one of a proxy says nothing of a limit. */
    private static boolean comesFromRocketChat(Reply.Answer answer) {
        Said said = Said.in(answer);
        return (answer.status() == 200 && said.success()) || (answer.status() == 400 && said.failure());
    }
}
