package dev.tocsin.notifier.app;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells a limiter what the outcomes of another sender show. For servers that say nothing of their limit until it is
 * reached, and then when to come back: that holds for all lanes, and for every receiver behind the same address.
 *
 * @param sender posts
 * @param limiter is told
 * @param clock by which a server is not asked before it wants to be
 */
record LimitedSender(Sender sender, Limiter limiter, Clock clock) implements Sender {
    @Override
    public Outcome send(Attempt attempt) {
        return noted(sender.send(attempt));
    }

    @Override
    public Outcome probe() {
        return noted(sender.probe());
    }

    @Override
    public String room() {
        return sender.room();
    }

    private Outcome noted(Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered d -> limiter.unlimited();
            case Outcome.Partly p -> comeBack(p.notBefore());
            case Outcome.Retryable r -> comeBack(r.notBefore());
            case Outcome.Refused r -> limiter.nothingLearned();
            case Outcome.Suspended s -> limiter.nothingLearned();
        }
        return outcome;
    }

    private void comeBack(@Nullable Instant notBefore) {
        limiter.nothingLearned();
        if (notBefore != null) {
            limiter.blocked(notBefore, clock.instant());
        }
    }
}
