package dev.tocsin.wire.topic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** The headers of our records. */
public final class Headers {
    /** Who a routed alert is addressed to, names with commas between, so that others skip it without parsing. */
    public static final String RECEIVERS = "tocsin-receivers";

    /** The HTTP request that brought the alert. */
    public static final String REQUEST_ID = "tocsin-request-id";

    /** The replay that wrote the record. */
    public static final String REPLAY_ID = "tocsin-replay-id";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Why a record stands in {@code alerts.rejected}. */
    public static final String REASON = "tocsin-reason";

    /** Where a rejected record was read: {@code topic-partition@offset}. */
    public static final String ORIGIN = "tocsin-origin";

    private Headers() {}

    /** The text of the last header of this name. */
    public static Optional<String> text(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** The bytes of a header's text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of {@link #RECEIVERS}. */
    public static byte[] receivers(List<String> names) {
        return bytes(String.join(",", names));
    }

    /**
     * Whether a record is addressed to this receiver. One without the header, which our router never writes, is: it has
     * to be parsed to know.
     */
    public static boolean addressedTo(org.apache.kafka.common.header.Headers headers, String receiver) {
        // Asked of each record for each receiver.
        return text(headers, RECEIVERS)
                .map(names -> names.indexOf(',') < 0
                        ? names.equals(receiver)
                        : List.of(names.split(",", -1)).contains(receiver))
                .orElse(true);
    }
}
