package dev.tocsin.ingest.http;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs why requests are not taken: at once when the reason changes, else once a minute with the number of those in
 * between. Says nothing of what stood in a body; the sender gets that in the answer.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration SAME_REASON = Duration.ofMinutes(1);

    private final LongSupplier nanos;

    // All guarded by this.
    private @Nullable String last;
    private long lastAt;
    private long unsaid;

    RefusalLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes one request; whether it was logged. */
    boolean note(int status, String reason, String requestId, String why) {
        long skipped;
        synchronized (this) {
            long now = nanos.getAsLong();
            if (Objects.equals(last, reason) && now - lastAt < SAME_REASON.toNanos()) {
                unsaid++;
                return false;
            }
            skipped = unsaid;
            unsaid = 0;
            last = reason;
            lastAt = now;
        }
        LOG.atLevel(Level.WARN)
                .addKeyValue("status", status)
                .addKeyValue("reason", reason)
                .addKeyValue("requestId", requestId)
                .addKeyValue("why", why)
                .addKeyValue("moreSinceLast", skipped)
                .log("A request was not taken");
        return true;
    }
}
