package dev.tocsin.router.topology;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.json.EncodedAlert;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Builds what the router writes, and weighs it. */
final class Records {
    /** More than the lengths in front of a key, a value, a header's name and a header's value ever take. */
    private static final int LENGTHS = 10;

    /** What is kept of a rejected value that is itself too large. */
    private static final int KEPT_BYTES = 64 << 10;

    private static final int REASON_CHARS = 200;

    private final Topics topics;

    Records(Topics topics) {
        this.topics = topics;
    }

    /** A telling for the topic of its severity. */
    Record<byte[], Outgoing> routed(
            RoutedAlert alert, EncodedAlert encoded, org.apache.kafka.common.header.Headers incoming, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.RECEIVERS, Headers.receivers(alert.receivers()));
        headers.add(Headers.REQUEST_ID, Headers.bytes(alert.received().requestId()));
        Optional.ofNullable(incoming.lastHeader(Headers.TRACEPARENT)).ifPresent(headers::add);
        return new Record<>(
                Topic.bytes(alert.group().toString()),
                new Outgoing(
                        topics.severity(alert.severity()).name(), Bytes.wrap(Codecs.ROUTED.encode(alert, encoded))),
                timestamp,
                headers);
    }

    /** The present state. */
    Record<byte[], Outgoing> state(AlertState state, EncodedAlert encoded, long timestamp) {
        return state(state.identity(), Bytes.wrap(Codecs.STATE.encode(state, encoded)), timestamp);
    }

    /** Says that an alert was forgotten. */
    Record<byte[], Outgoing> tombstone(Identity identity, long timestamp) {
        return state(identity, null, timestamp);
    }

    private Record<byte[], Outgoing> state(Identity identity, @Nullable Bytes value, long timestamp) {
        return new Record<>(
                Topic.bytes(identity.toString()),
                new Outgoing(topics.state().name(), value),
                timestamp,
                new RecordHeaders());
    }

    /**
     * A record as it came, with the reason. One that would not fit even so (it may have come compressed) is cut: it
     * stands whole where it was read.
     */
    Record<byte[], Outgoing> rejected(Record<byte[], byte[]> original, String reason, String origin) {
        RecordHeaders headers = new RecordHeaders(original.headers());
        headers.add(Headers.REASON, Headers.bytes(cleaned(reason)));
        headers.add(Headers.ORIGIN, Headers.bytes(origin));
        Record<byte[], Outgoing> whole = rejected(original.key(), original.value(), original.timestamp(), headers);
        if (fits(whole)) {
            return whole;
        }
        RecordHeaders few = new RecordHeaders();
        few.add(Headers.REASON, Headers.bytes(cleaned("cut, too large to be kept here: " + reason)));
        few.add(Headers.ORIGIN, Headers.bytes(origin));
        byte[] start = original.value() == null
                ? null
                : Arrays.copyOf(original.value(), Math.min(KEPT_BYTES, original.value().length));
        return rejected(null, start, original.timestamp(), few);
    }

    private Record<byte[], Outgoing> rejected(
            byte @Nullable [] key, byte @Nullable [] value, long timestamp, RecordHeaders headers) {
        Outgoing outgoing = new Outgoing(topics.rejected().name(), value == null ? null : Bytes.wrap(value));
        return new Record<>(key, outgoing, timestamp, headers);
    }

    /** The state of an alert as if it had come as a record. */
    Record<byte[], byte[]> original(AlertState state, long timestamp) {
        return new Record<>(
                Topic.bytes(state.identity().toString()), Codecs.STATE.encode(state), timestamp, new RecordHeaders());
    }

    /** The first that the topics don't take: written, it would stop the partition for ever (hazards.md A5). */
    static Optional<Record<byte[], Outgoing>> firstTooLarge(List<Record<byte[], Outgoing>> records) {
        return records.stream().filter(record -> !fits(record)).findFirst();
    }

    /** Says so. */
    static String tooLarge(Record<byte[], Outgoing> record) {
        return "too large: " + weight(record) + " bytes for " + record.value().topic();
    }

    private static boolean fits(Record<byte[], Outgoing> record) {
        return weight(record) <= Topics.MAX_RECORD_BYTES;
    }

    private static long weight(Record<byte[], Outgoing> record) {
        long weight =
                (long) LENGTHS + length(record.key()) + length(record.value().bytes());
        for (Header header : record.headers()) {
            weight += LENGTHS + Headers.bytes(header.key()).length + length(header.value());
        }
        return weight;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String cleaned(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= REASON_CHARS ? line : line.substring(0, REASON_CHARS) + "…";
    }
}
