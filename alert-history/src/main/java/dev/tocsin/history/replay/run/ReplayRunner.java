package dev.tocsin.history.replay.run;

import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Retelling;
import dev.tocsin.history.replay.log.ReplayReader.Found;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.State;
import dev.tocsin.wire.topic.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Tells again. One at a time in all processes, and so many alerts in line at one receiver; not within a transaction, which
 * would keep what is news from its receivers (hazards.md A8). Stopped anywhere, even by {@code kill -9}, it goes on when the
 * same is asked for again: what it has put in line, or told, is found there.
 */
final class ReplayRunner {
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration SAID_EVERY = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Clock clock;
    private final int most;

    /** Tells with clients of its own. */
    ReplayRunner(Cluster cluster, Clock clock, int most) {
        this.cluster = cluster;
        this.clock = clock;
        this.most = most;
    }

    /** Finds what is to be told. */
    @FunctionalInterface
    interface Planning {
        /** As it is at this moment; throws what {@link dev.tocsin.history.replay.log.ReplayReader#plan} throws. */
        Found plan(LogReader reader, Admin admin, Instant now, Progress progress);
    }

    /**
     * Runs it, and returns how it ended: done, or interrupted.
     *
     * @param begun what is asked for
     * @param stopped whether to stop; what stands in line is told all the same
     * @throws HistoryException when Kafka does not answer, or somebody else took the turn
     * @throws IllegalArgumentException when somebody is to be told who can't be
     */
    ReplayRun run(ReplayRun begun, Planning planning, Replays.Listener listener, BooleanSupplier stopped) {
        try (ReplayTurn turn = new ReplayTurn(cluster);
                Producer<byte[], byte[]> producer = cluster.producer();
                Admin admin = cluster.admin();
                LogReader reader = cluster.reader()) {
            Telling telling = new Telling(turn, producer, listener, stopped);
            while (!turn.isOurs(SAID_EVERY)) {
                if (stopped.getAsBoolean()) {
                    return telling.keep(
                            begun.with(State.INTERRUPTED, begun.counts(), begun.progress(), clock.instant()));
                }
                listener.waiting();
            }
            try (ReplayWatch watch = new ReplayWatch(cluster)) {
                return telling.run(begun, planning.plan(reader, admin, clock.instant(), telling::reading), watch);
            }
        } catch (KafkaException e) {
            throw new HistoryException("Kafka did not answer: " + e.getMessage(), e);
        }
    }

    /** One run. */
    private final class Telling {
        private final ReplayTurn turn;
        private final Producer<byte[], byte[]> producer;
        private final Replays.Listener listener;
        private final BooleanSupplier stopped;

        Telling(
                ReplayTurn turn,
                Producer<byte[], byte[]> producer,
                Replays.Listener listener,
                BooleanSupplier stopped) {
            this.turn = turn;
            this.producer = producer;
            this.listener = listener;
            this.stopped = stopped;
        }

        private void reading(dev.tocsin.history.replay.log.ReplayReader.Step what, long done, long all) {
            // Whoever is not heard of for minutes loses the turn.
            var _ = turn.isOurs(Duration.ZERO);
            listener.at(what, done, all);
        }

        ReplayRun run(ReplayRun begun, Found found, ReplayWatch watch) {
            Counts counts = counts(found);
            ReplayLine line = new ReplayLine(found.plan().entries(), found.inLine(), most);
            if (begun.state() == State.DONE && line.progress().complete()) {
                // Asked for again, and nothing is left: what is known of it stays, with how much was told then.
                return begun.with(State.DONE, counts, line.progress(), clock.instant());
            }
            ReplayRun now = begun.with(State.RUNNING, counts, line.progress(), clock.instant());
            keep(now);
            long saidAt = System.nanoTime();
            try {
                watch.follow(found.plan().entries(), found.states(), line::ended);
                while (!line.progress().complete()) {
                    if (stopped.getAsBoolean()) {
                        return keep(begun.with(State.INTERRUPTED, counts, line.progress(), clock.instant()));
                    }
                    write(begun.id(), line, watch);
                    watch.follow(ROUND);
                    now = begun.with(State.RUNNING, counts, line.progress(), clock.instant());
                    listener.telling(now);
                    if (System.nanoTime() - saidAt > SAID_EVERY.toNanos()) {
                        saidAt = System.nanoTime();
                        keep(now);
                    }
                }
            } catch (HistoryException | KafkaException e) {
                keep(begun.with(State.FAILED, counts, line.progress(), clock.instant()));
                throw e;
            }
            return keep(begun.with(State.DONE, counts, line.progress(), clock.instant()));
        }

        private void write(String id, ReplayLine line, ReplayWatch watch) {
            if (!turn.isOurs(Duration.ZERO)) {
                throw new HistoryException("another replay took over, because this one was not heard of for too long:"
                        + " ask for it again, and it goes on");
            }
            List<Plan.Entry> next = line.next();
            if (next.isEmpty()) {
                return;
            }
            watch.catchUp();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            Instant now = clock.instant();
            next.forEach(entry ->
                    sent.add(producer.send(record(Retelling.of(entry, id, watch.present(entry, now)), id))));
            for (int i = 0; i < sent.size(); i++) {
                RecordMetadata at = answer(sent.get(i));
                line.written(next.get(i).to(), new Place(at.topic(), at.partition(), at.offset()));
            }
        }

        private ProducerRecord<byte[], byte[]> record(RoutedAlert routed, String id) {
            ProducerRecord<byte[], byte[]> made = cluster.topics()
                    .severity(routed.severity())
                    .record(routed.group().toString(), routed);
            made.headers().add(Headers.RECEIVERS, Headers.receivers(routed.receivers()));
            made.headers()
                    .add(Headers.REQUEST_ID, Headers.bytes(routed.received().requestId()));
            made.headers().add(Headers.REPLAY_ID, Headers.bytes(id));
            return made;
        }

        private ReplayRun keep(ReplayRun run) {
            var _ = answer(producer.send(cluster.topics().replays().record(run.id(), run)));
            return run;
        }
    }

    private RecordMetadata answer(Future<RecordMetadata> sent) {
        try {
            return sent.get(cluster.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new HistoryException("Kafka did not take it: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new HistoryException(
                    "Kafka did not take it within " + cluster.patience().toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }

    private static Counts counts(Found found) {
        Plan.Counts looked = found.plan().counts();
        return new Counts(
                looked.read(),
                looked.tellings(),
                looked.matched(),
                looked.skipped().entrySet().stream()
                        .collect(Collectors.toMap(e -> e.getKey().words(), Map.Entry::getValue)),
                found.unreadable());
    }
}
