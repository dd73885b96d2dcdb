package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A log whose entries are in the index as soon as they are kept, and before the lane hears of it: an end that follows at
 * once finds its beginning.
 *
 * @param log keeps them
 * @param index is told
 */
public record IndexedDeliveryLog(DeliveryLog log, ParentIndex index) implements DeliveryLog {
    @Override
    public CompletableFuture<Void> append(
            List<DeliveryEntry> entries, List<ParkedAlert> parked, List<String> unparked) {
        return log.append(entries, parked, unparked).thenRun(() -> entries.forEach(index::learn));
    }
}
