package dev.tocsin.ingest.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts the acknowledgements of one batch; done when the fate of every record is known. */
final class Pending {
    private final AtomicInteger left;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CompletableFuture<Pending> done = new CompletableFuture<>();

    Pending(int records) {
        this.left = new AtomicInteger(records);
    }

    /** This many records are written or, for the given reason, are not. */
    void settle(int records, @Nullable Exception why) {
        if (why != null) {
            failure.compareAndSet(null, why);
        }
        if (left.addAndGet(-records) == 0) {
            done.complete(this);
        }
    }

    /** The first failure so far. */
    @Nullable
    Exception failure() {
        return failure.get();
    }

    CompletableFuture<Pending> done() {
        return done;
    }
}
