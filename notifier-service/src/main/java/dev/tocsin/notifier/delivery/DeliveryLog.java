package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps what became of every telling. */
public interface DeliveryLog {
    /**
     * Writes entries, what was given up, and that nothing stands parked under some keys any more. The future completes when all of it is kept, or fails; then it is asked
     * again, so readers drop repeats. Does not block.
     */
    CompletableFuture<Void> append(List<DeliveryEntry> entries, List<ParkedAlert> parked, List<String> unparked);
}
