package dev.tocsin.ingest.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether a write is worth trying. Writes that fail in a row open it, and so does a cluster that is not reached;
 * it begins open, until the cluster is reached for the first time. While open every write is refused at once. A cluster
 * that is reached again closes it, unless writes had failed: then one write at a time goes on trial, because reachable
 * does not mean writable (too few replicas in sync, for one).
 */
final class CircuitBreaker {
    private static final int WRITES_TO_OPEN = 3;
    private static final int PROBES_TO_OPEN = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** Whether writes pass. */
    enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /** The answer to a write that asks to pass. */
    sealed interface Admission {
        /** It may; its result is told under this term, so that one that comes late is known as such. */
        record Admitted(long term) implements Admission {}

        /** It may not, and why. */
        record Denied(String reason) implements Admission {}
    }

    private final LongSupplier nanos;

    // All guarded by this.
    private State state = State.OPEN;
    private String reason = "Kafka has not been reached yet";
    /** Grows with every change of state. */
    private long term;

    private int failedWrites;
    private int failedProbes;
    private boolean writesFailed;
    private boolean onTrial;
    private Duration pause = FIRST_PAUSE;
    private long opened;

    CircuitBreaker(LongSupplier nanos) {
        this.nanos = nanos;
        this.opened = nanos.getAsLong();
    }

    synchronized Admission admit() {
        return switch (state) {
            case CLOSED -> new Admission.Admitted(term);
            case OPEN -> new Admission.Denied(reason);
            case HALF_OPEN -> {
                if (onTrial) {
                    yield new Admission.Denied(reason);
                }
                onTrial = true;
                yield new Admission.Admitted(term);
            }
        };
    }

    /** A write has passed. A late one counts too: what took it was Kafka, just now. */
    synchronized void succeeded() {
        failedWrites = 0;
        if (state != State.CLOSED) {
            close();
        }
    }

    /** A write has failed. */
    synchronized void failed(long admittedIn, String why) {
        if (admittedIn != term) {
            return;
        }
        failedWrites++;
        if (state == State.HALF_OPEN) {
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            openForWrites(why);
        } else if (failedWrites >= WRITES_TO_OPEN) {
            openForWrites(why);
        }
    }

    /** A write has ended in a way that says nothing about the next one. */
    synchronized void inconclusive(long admittedIn) {
        if (admittedIn == term) {
            onTrial = false;
        }
    }

    /** A write has failed, and the next ones would too. */
    synchronized void trip(String why) {
        openForWrites(why);
    }

    /** The cluster was reached. */
    synchronized void reachable() {
        failedProbes = 0;
        if (state != State.OPEN) {
            return;
        }
        if (!writesFailed) {
            close();
        } else if (nanos.getAsLong() - opened >= pause.toNanos()) {
            state = State.HALF_OPEN;
            onTrial = false;
            term++;
        }
    }

    /** The cluster was not reached. */
    synchronized void unreachable(String why) {
        failedProbes++;
        if (state == State.OPEN) {
            reason = why;
        } else if (failedProbes >= PROBES_TO_OPEN) {
            open(why);
        }
    }

    synchronized State state() {
        return state;
    }

    /** Why it is not closed. */
    synchronized String reason() {
        return reason;
    }

    private void openForWrites(String why) {
        writesFailed = true;
        open(why);
    }

    private void open(String why) {
        state = State.OPEN;
        reason = why;
        opened = nanos.getAsLong();
        term++;
    }

    private void close() {
        state = State.CLOSED;
        failedWrites = 0;
        writesFailed = false;
        pause = FIRST_PAUSE;
        term++;
    }
}
