package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.rocketchat.LookUpAnswers.Sought;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks Rocket.Chat for a message by its id, in a slot of that route: a call too many would block those that follow. */
final class MessageFinder {
    private static final Duration CALL = Duration.ofSeconds(2);
    /** A slot that is this near is waited for: another look-up is under way. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    private static final int MOST_URGENT = 0;

    private final RestCalls calls;
    private final Limiter limiter;
    private final LimitHeaders headers;
    private final LookUpAnswers answers;
    private final Clock clock;

    MessageFinder(RestCalls calls, Limiter limiter, RestAnswers answers, LimitHeaders headers, Clock clock) {
        this.calls = calls;
        this.limiter = limiter;
        this.headers = headers;
        this.answers = new LookUpAnswers(answers, headers, clock);
        this.clock = clock;
    }

    /** Whether it is there. */
    LookUp find(Sought sought, TimeLeft left) {
        if (Thread.currentThread().isInterrupted()) {
            return new LookUp.Unclear("interrupted", null);
        }
        if (left.isOver()) {
            return new LookUp.Unclear("no time was left to look", null);
        }
        Optional<Instant> later = takeSlot(sought.id(), TimeLeft.of(left.atMost(NEAR)));
        if (later.isPresent()) {
            return new LookUp.Unclear("no call is left to look", later.get());
        }
        Reply reply = calls.get("/api/v1/chat.getMessage?msgId=" + RestCalls.encoded(sought.id()), left, CALL);
        headers.tell(limiter, reply);
        return answers.of(reply, sought);
    }

    /** Takes a slot, or says when there may be one. */
    private Optional<Instant> takeSlot(String who, TimeLeft patience) {
        while (true) {
            Instant now = clock.instant();
            Instant opensAt = limiter.ask(who, MOST_URGENT, 1, now);
            if (!opensAt.isAfter(now)) {
                return Optional.empty();
            }
            Duration wait = Duration.between(now, opensAt);
            if (wait.compareTo(NEAR) > 0 || patience.isOver() || !slept(wait)) {
                limiter.withdraw(who);
                return Optional.of(opensAt);
            }
        }
    }

    private static boolean slept(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
