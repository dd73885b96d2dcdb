package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps what became of every telling. */
public interface DeliveryLog {
    /**
     * Writes entries, and what was given up. The future completes when all of it is kept, or fails; then it is asked
     * again, so readers drop repeats. Does not block.
     */
    CompletableFuture<Void> append(List<DeliveryEntry> entries, List<ParkedAlert> parked);
}
