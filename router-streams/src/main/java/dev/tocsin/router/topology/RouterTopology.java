package dev.tocsin.router.topology;

import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.router.store.RouterStore;
import dev.tocsin.wire.topic.Topics;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** Builds the topology. Its names are part of changelog topics' names and of the state on disk: they don't change. */
public final class RouterTopology {
    static final String RECEIVED = "received";
    static final String ROUTER = "router";
    static final String SEVERITIES = "severities";
    static final String STATE = "state";
    static final String REJECTED = "rejected";

    private RouterTopology() {}

    /**
     * The topology that routes by this policy.
     *
     * @param routing asked for every record, so that a policy can be swapped while running; cheap
     * @param clock by which repeats and timers go; the stores' times come from the broker
     */
    public static Topology of(
            Topics topics,
            Supplier<Routing> routing,
            DecisionRules rules,
            InstantSource clock,
            RouterObserver observer) {
        Deserializer<byte[]> bytes = new ByteArrayDeserializer();
        Serializer<byte[]> keys = new ByteArraySerializer();
        Serializer<Outgoing> values = (topic, outgoing) -> outgoing.bytes();
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                RECEIVED,
                appended(),
                bytes,
                bytes,
                topics.received().name());
        Wiring wiring = new Wiring(topics, routing, rules, clock, observer);
        topology.addProcessor(ROUTER, () -> new AlertProcessor(wiring), RECEIVED);
        topology.addSink(SEVERITIES, new SeverityTopic(), keys, values, ROUTER);
        topology.addSink(STATE, topics.state().name(), keys, values, ROUTER);
        topology.addSink(REJECTED, topics.rejected().name(), keys, values, ROUTER);
        topology.addStateStore(RouterStore.builder(), ROUTER);
        return topology;
    }

    /** The topic that the record names. A class of its own for its name in the description. */
    private static final class SeverityTopic implements TopicNameExtractor<byte[], Outgoing> {
        @Override
        public String extract(byte[] key, Outgoing value, RecordContext context) {
            return value.topic();
        }

        @Override
        public String toString() {
            return "alerts.<severity>";
        }
    }

    /** The broker's time; a record without one, which our topics don't take, must not stop the partition. */
    private static TimestampExtractor appended() {
        return (ConsumerRecord<Object, Object> record, long partitionTime) ->
                record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }
}
