package dev.tocsin.ingest.intake;

import java.util.Optional;

/**
 * Where a body comes from.
 *
 * @param source the name of the source, as the path said it
 * @param requestId ours, new for each request
 * @param traceparent the W3C trace context, when a valid one came along
 */
public record Origin(String source, String requestId, Optional<String> traceparent) {}
