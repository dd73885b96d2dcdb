package dev.tocsin.ingest.intake;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Ends waits whose time is over, on one thread for all of them. A virtual thread that waits with a time-out of its own
 * wakes the thread that keeps its scheduler's timers when it begins and again when it is done: for the few milliseconds
 * that Kafka takes, more changes of threads than all the rest of a request.
 */
public final class Deadlines implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final LongSupplier nanos;
    /** In no order: what took long to be handed over comes late, with a deadline that is early. */
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ingest-deadlines").daemon().factory());

    /** Deadlines by this clock, which never jumps; late ones are looked for ten times a second. */
    public Deadlines(LongSupplier nanos) {
        this.nanos = nanos;
        var _ = thread.scheduleWithFixedDelay(this::sweep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Wait(CompletableFuture<?> what, long deadline) {

        /** Ends it when it is late; whether it is done, so or otherwise. */
        boolean endedBy(long now) {
            if (!what.isDone() && now - deadline >= 0) {
                what.completeExceptionally(new TimeoutException());
            }
            return what.isDone();
        }
    }

    /** What the clock says now. */
    long now() {
        return nanos.getAsLong();
    }

    /** The same, but it fails with a {@link TimeoutException} a tenth of a second after the deadline at the latest. */
    <T> CompletableFuture<T> limited(CompletableFuture<T> what, long deadline) {
        CompletableFuture<T> copy = what.copy();
        if (!copy.isDone()) {
            waits.add(new Wait(copy, deadline));
        }
        return copy;
    }

    /** Ends what is late, and forgets what is done. */
    void sweep() {
        long now = now();
        waits.removeIf(wait -> wait.endedBy(now));
    }

    /** How many it still looks after. */
    int size() {
        return waits.size();
    }

    /** Ends the thread; whoever waits now is no longer limited. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
