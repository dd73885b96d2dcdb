package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the header of the W3C trace context, so that nothing else gets into records. */
final class TraceParent {
    /** Version 00, the only one there is: no id is all zeros. */
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static Optional<String> of(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> VALID.matcher(text).matches());
    }
}
