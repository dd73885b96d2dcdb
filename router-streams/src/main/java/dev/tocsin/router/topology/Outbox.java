package dev.tocsin.router.topology;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.wire.json.EncodedAlert;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Hands records to the sinks. */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Records records;
    private final ProcessorContext<byte[], Outgoing> context;
    private String lastReason = "";

    Outbox(Wiring wiring, ProcessorContext<byte[], Outgoing> context) {
        this.records = new Records(wiring.topics());
        this.context = context;
    }

    /** The records that tell these alerts; not yet sent. */
    List<Record<byte[], Outgoing>> letters(
            List<RoutedAlert> alerts, EncodedAlert encoded, Headers incoming, Instant at) {
        return alerts.stream()
                .map(alert -> records.routed(alert, encoded, incoming, at.toEpochMilli()))
                .toList();
    }

    /** The record that tells this state to {@code alerts.state}; not yet sent. */
    Record<byte[], Outgoing> state(AlertState state, EncodedAlert encoded, Instant at) {
        return records.state(state, encoded, at.toEpochMilli());
    }

    /** Sends a telling. */
    void send(Record<byte[], Outgoing> letter) {
        context.forward(letter, RouterTopology.SEVERITIES);
    }

    /** Sends a state. */
    void sendState(Record<byte[], Outgoing> state) {
        context.forward(state, RouterTopology.STATE);
    }

    /** Says that an alert was forgotten. */
    void forget(Identity identity, Instant at) {
        context.forward(records.tombstone(identity, at.toEpochMilli()), RouterTopology.STATE);
    }

    /** Puts aside the state of an alert that can't be told. */
    void reject(AlertState state, Instant at, String reason) {
        reject(records.original(state, at.toEpochMilli()), reason, "timer");
    }

    /** Puts aside what can't be told. */
    void reject(Record<byte[], byte[]> original, String reason, String origin) {
        // Whoever writes rubbish writes much of it: it is counted, and said when it is news.
        LOG.atLevel(reason.equals(lastReason) ? Level.DEBUG : Level.WARN)
                .addKeyValue("origin", origin)
                .addKeyValue("reason", reason)
                .log("Rejected a record");
        lastReason = reason;
        context.forward(records.rejected(original, reason, origin), RouterTopology.REJECTED);
    }
}
