package dev.tocsin.router.topology;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Expired;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.router.store.AlertStates;
import dev.tocsin.router.store.Count;
import dev.tocsin.router.store.DueTimes;
import dev.tocsin.router.store.Totals;
import dev.tocsin.wire.json.EncodedAlert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Looks at the alerts whose time has come: tells that a firing one expired, forgets one that ended long ago. */
final class Expiry {
    private final Judge judge;
    private final AlertStates states;
    private final DueTimes due;
    private final Totals totals;
    private final Outbox outbox;
    private final RouterObserver observer;

    Expiry(Judge judge, AlertStates states, DueTimes due, Totals totals, Outbox outbox, RouterObserver observer) {
        this.judge = judge;
        this.states = states;
        this.due = due;
        this.totals = totals;
        this.outbox = outbox;
        this.observer = observer;
    }

    /** Works for a limited time, so that records and the transaction don't wait; the next run goes on. */
    void run(InstantSource clock) {
        Instant now = clock.instant();
        Instant end = now.plus(Timers.BUDGET);
        judge.refresh();
        due.take(now, () -> clock.instant().isBefore(end), identity -> look(identity, now));
    }

    private void look(Identity identity, Instant now) {
        Optional<AlertState> known = states.find(identity);
        // An alert that fired and ended several times has several reminders; the first that is due does it.
        if (known.isEmpty()) {
            return;
        }
        Decision decision = judge.onTime(known.get(), now);
        switch (decision) {
            case NotDue later -> due.remind(judge.dueAt(known.get()), identity);
            case Forgotten forgotten -> {
                observer.decided(forgotten);
                totals.add(Count.FORGOTTEN);
                forget(identity, now);
            }
            case Expired expired -> {
                observer.decided(expired);
                totals.add(Count.EXPIRED);
                tell(expired, now);
                forget(identity, now);
            }
            case News other -> throw unexpected(other);
            case Duplicate other -> throw unexpected(other);
            case Stale other -> throw unexpected(other);
        }
    }

    private void tell(Expired expired, Instant now) {
        News placed = judge.placed(expired);
        List<RoutedAlert> alerts = judge.alerts(placed);
        List<Record<byte[], Outgoing>> letters =
                outbox.letters(alerts, EncodedAlert.of(placed.next().received()), new RecordHeaders(), now);
        Optional<Record<byte[], Outgoing>> tooLarge = Records.firstTooLarge(letters);
        if (tooLarge.isPresent()) {
            // Its receivers have changed, or it would have been too large when it fired. It is kept, and said.
            outbox.reject(placed.next(), now, Records.tooLarge(tooLarge.get()));
            return;
        }
        letters.forEach(outbox::send);
        alerts.stream().flatMap(alert -> alert.receivers().stream()).forEach(totals::routed);
    }

    private void forget(Identity identity, Instant now) {
        states.forget(identity);
        outbox.forget(identity, now);
    }

    private static IllegalStateException unexpected(Decision decision) {
        return new IllegalStateException("not a timer's decision: " + decision);
    }
}
