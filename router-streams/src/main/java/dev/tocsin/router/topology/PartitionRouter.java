package dev.tocsin.router.topology;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.router.store.AlertStates;
import dev.tocsin.router.store.Count;
import dev.tocsin.router.store.DueTimes;
import dev.tocsin.router.store.RouterStore;
import dev.tocsin.router.store.Totals;
import dev.tocsin.router.topology.RouterObserver.Progress;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.json.EncodedAlert;
import dev.tocsin.wire.json.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Routes one partition. All that a record leads to is encoded and measured before anything is written: it is done as a
 * whole, or the record is rejected and counts as never heard. So a state never claims a telling that was not written,
 * and what comes later finds the alert as its receivers know it. Stream thread only.
 */
final class PartitionRouter {
    private final Wiring wiring;
    private final ProcessorContext<byte[], Outgoing> context;
    private final Outbox outbox;
    private final Judge judge;
    private final AlertStates states;
    private final DueTimes due;
    private final Totals totals;
    private final Expiry expiry;
    private final CommitPacing pacing = new CommitPacing();
    private final Timers timers;
    private Instant readUpTo = Instant.EPOCH;
    /**
     * Looks for a commit that is owed. Only while one is: whenever a timer has run Kafka Streams commits, and a router
     * with nothing to do would write a transaction in every interval, which the next alert has to wait for.
     */
    private @Nullable Cancellable reminder;

    PartitionRouter(Wiring wiring, ProcessorContext<byte[], Outgoing> context) {
        this.wiring = wiring;
        this.context = context;
        this.outbox = new Outbox(wiring, context);
        this.judge = new Judge(wiring.routing(), wiring.rules());
        KeyValueStore<byte[], byte[]> store = context.getStateStore(RouterStore.ALERTS);
        this.states = new AlertStates(store);
        this.due = new DueTimes(store);
        this.totals = new Totals(store);
        this.expiry = new Expiry(judge, states, due, totals, outbox, wiring.observer());
        this.timers = new Timers(wiring.clock().instant());
    }

    /** Decides about a record and carries it out. */
    void route(Record<byte[], byte[]> record) {
        decide(record);
        totals.save();
    }

    private void decide(Record<byte[], byte[]> record) {
        Instant now = wiring.clock().instant();
        readUpTo = Instant.ofEpochMilli(record.timestamp());
        timers.read(readUpTo, now);
        judge.refresh();
        totals.add(Count.RECEIVED);
        Incoming incoming;
        try {
            incoming = new Incoming(decoded(record), readUpTo);
        } catch (UndecodableException e) {
            reject(record, Objects.requireNonNullElse(e.getMessage(), "not readable"));
            return;
        }
        Optional<AlertState> known = states.find(incoming.received().identity());
        Decision decision = judge.decide(known, incoming, now);
        wiring.observer().decided(decision);
        switch (decision) {
            case News news -> tell(record, known, news, now);
            case Duplicate(AlertState next) -> remember(record, known, next);
            case Stale stale -> totals.add(Count.STALE);
            case Forgotten forgotten -> throw unexpected(forgotten);
            case NotDue notDue -> throw unexpected(notDue);
        }
    }

    private static ReceivedAlert decoded(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UndecodableException("the record has no value");
        }
        ReceivedAlert received = Codecs.RECEIVED.decode(record.value());
        // Under another key the states of one alert would live in two partitions, and their order would be chance.
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(received.identity().toString())) {
            throw new UndecodableException("the key is not the identity of the alert");
        }
        return received;
    }

    private void tell(Record<byte[], byte[]> record, Optional<AlertState> known, News news, Instant now) {
        News placed = judge.placed(news);
        List<RoutedAlert> alerts = judge.alerts(placed);
        EncodedAlert encoded = EncodedAlert.of(placed.next().received());
        List<Record<byte[], Outgoing>> letters = outbox.letters(alerts, encoded, record.headers(), readUpTo);
        Record<byte[], Outgoing> state = outbox.state(placed.next(), encoded, readUpTo);
        if (tooLarge(record, letters) || tooLarge(record, List.of(state))) {
            return;
        }
        keep(known, placed.next(), state);
        if (letters.isEmpty()) {
            totals.add(Count.MUTED);
            return;
        }
        totals.add(Count.NEWS);
        letters.forEach(outbox::send);
        alerts.stream().flatMap(alert -> alert.receivers().stream()).forEach(totals::routed);
        wiring.observer().routed(Duration.between(readUpTo, now));
        if (pacing.routed(readUpTo, now)) {
            commit();
        } else if (pacing.owes() && reminder == null) {
            reminder = context.schedule(CommitPacing.DISTANCE, PunctuationType.WALL_CLOCK_TIME, time -> pace());
        }
    }

    private void remember(Record<byte[], byte[]> record, Optional<AlertState> known, AlertState next) {
        Record<byte[], Outgoing> state = outbox.state(next, EncodedAlert.of(next.received()), readUpTo);
        if (tooLarge(record, List.of(state))) {
            return;
        }
        keep(known, next, state);
        totals.add(Count.DUPLICATE);
    }

    private void keep(Optional<AlertState> known, AlertState next, Record<byte[], Outgoing> state) {
        states.put(next.identity(), Objects.requireNonNull(state.value().bytes(), "a state has bytes"));
        outbox.sendState(state);
        Instant dueAt = judge.dueAt(next);
        // A later time needs no new reminder: the one that is there comes first and is set anew then.
        if (known.isEmpty() || dueAt.isBefore(judge.dueAt(known.get()))) {
            due.remind(dueAt, next.identity());
        }
    }

    private boolean tooLarge(Record<byte[], byte[]> record, List<Record<byte[], Outgoing>> outgoing) {
        Optional<Record<byte[], Outgoing>> found = Records.firstTooLarge(outgoing);
        found.ifPresent(written -> reject(record, Records.tooLarge(written)));
        return found.isPresent();
    }

    private void reject(Record<byte[], byte[]> record, String reason) {
        String origin = context.recordMetadata()
                .map(read -> new Place(read.topic(), read.partition(), read.offset()).text())
                .orElse("unknown");
        outbox.reject(record, reason, origin);
        totals.add(Count.REJECTED);
    }

    private static IllegalStateException unexpected(Decision decision) {
        return new IllegalStateException("only a timer decides this: " + decision);
    }

    /** Asks for the commit that was asked for too early, unless a later record has done so. */
    private void pace() {
        if (pacing.due(wiring.clock().instant())) {
            commit();
        }
        if (!pacing.owes()) {
            forgetReminder();
        }
    }

    private void forgetReminder() {
        if (reminder != null) {
            reminder.cancel();
            reminder = null;
        }
    }

    private void commit() {
        context.commit();
        wiring.observer().commitRequested();
    }

    /** Lets the timers run and says how far we are. */
    void tick() {
        if (timers.ready(wiring.clock().instant())) {
            expiry.run(wiring.clock());
            totals.save();
        }
        report();
    }

    /** Says how far we are. */
    void report() {
        wiring.observer().progress(context.taskId().partition(), new Progress(totals.counts(), readUpTo));
    }

    /** Says that the partition goes elsewhere, or that another router goes on with it here. */
    void release() {
        forgetReminder();
        wiring.observer().released(context.taskId().partition());
    }
}
