package dev.tocsin.ingest.intake;

import java.util.List;
import java.util.Optional;

/**
 * The alerts of one request, as they go into the log.
 *
 * @param requestId of the request
 * @param traceparent the W3C trace context that came with it
 * @param entries one for each alert, in the order of the body
 */
public record LogBatch(String requestId, Optional<String> traceparent, List<LogEntry> entries) {
    /** Copies the list and refuses an empty one. */
    public LogBatch {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("entries is empty");
        }
    }
}
