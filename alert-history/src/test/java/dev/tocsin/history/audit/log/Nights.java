package dev.tocsin.history.audit.log;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import dev.tocsin.wire.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what a night leaves behind: alerts of six partitions, told to ops in three. */
final class Nights implements AutoCloseable {
    static final Policy POLICY = new Policy(
            Severities.standard(),
            Set.of(),
            new Route(List.of(), "ops", List.of("alertname"), true, false, List.of()),
            List.of(new Receiver("ops", Optional.of(new Transport.RocketChatFromEnvironment("critical")))));

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    Nights(Map<String, Object> client, Topics topics) {
        this.topics = topics;
        Map<String, Object> config = new HashMap<>(client);
        config.put("linger.ms", 5);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static RoutedAlert alert(int i) {
        return Tellings.firing("host-" + i, "critical", "ops");
    }

    /** Where the telling of this alert stands, if all are written in their order. */
    Place place(int i) {
        return new Place(topics.severity("critical").name(), i % 3, i / 3);
    }

    /** These alerts are accepted, routed and delivered. */
    Nights happen(int from, int to) {
        for (int i = from; i < to; i++) {
            accepted(i);
            routed(i);
            ended(i, place(i), End.DELIVERED);
        }
        return this;
    }

    Nights accepted(int i) {
        return send(topics.received().record(alert(i).identity().toString(), alert(i).received()), i % 6);
    }

    Nights routed(int i) {
        return send(record(i), i % 3);
    }

    /** The telling, as it stands in its topic. */
    ProducerRecord<byte[], byte[]> record(int i) {
        return topics.severity("critical").record("{}", alert(i));
    }

    Nights ended(int i, Place place, End end) {
        RoutedAlert routed = alert(i);
        DeliveryEntry entry = new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                "ops",
                place,
                end,
                1,
                "message",
                end == End.PARKED ? "400 no" : "",
                Tellings.NOON,
                Tellings.NOON);
        return send(topics.deliveries().record(routed.identity().toString(), entry), i % 6);
    }

    Nights standsParked(int i) {
        ParkedAlert parked = new ParkedAlert(alert(i), "ops", place(i), "400 no", Tellings.NOON);
        return send(topics.parked().record(parked.key(), parked), i % 3);
    }

    Nights send(ProducerRecord<byte[], byte[]> record, int partition) {
        var _ = producer.send(
                new ProducerRecord<>(record.topic(), partition, null, record.key(), record.value(), record.headers()));
        return this;
    }

    /** Ops and the router have passed so many records of each of their partitions. */
    void passed(Admin admin, long ops, long router) throws Exception {
        producer.flush();
        commit(admin, topics.receiverGroup("ops"), topics.severity("critical").name(), 3, ops);
        commit(admin, topics.routerApplication(), topics.received().name(), 6, router);
    }

    private static void commit(Admin admin, String group, String topic, int partitions, long offset) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            offsets.put(new TopicPartition(topic, i), new OffsetAndMetadata(offset));
        }
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
