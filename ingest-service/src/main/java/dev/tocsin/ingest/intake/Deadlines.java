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
    /** Nearly in the order of their deadlines, since all wait equally long: only the first are looked at. */
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ingest-deadlines").daemon().factory());

    /** Deadlines by this clock, which never jumps; nothing ends before {@link #start}. */
    public Deadlines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Wait(CompletableFuture<?> what, long deadline) {}

    /** Looks for late ones from now on, ten times a second. */
    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::sweep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
        for (Wait first = waits.peek(); first != null; first = waits.peek()) {
            if (!first.what().isDone()) {
                if (now - first.deadline() < 0) {
                    return;
                }
                first.what().completeExceptionally(new TimeoutException());
            }
            waits.remove();
        }
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
