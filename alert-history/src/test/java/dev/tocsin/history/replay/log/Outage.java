package dev.tocsin.history.replay.log;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
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
import dev.tocsin.wire.topic.Topic;
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

/** Writes what an outage leaves behind: tellings to ops over two severities of three partitions each. */
public final class Outage {
    /** Everything goes to ops. */
    public static final Policy POLICY = new Policy(
            Severities.standard(),
            Set.of(),
            new Route(List.of(), "ops", List.of("alertname"), true, false, List.of()),
            List.of(new Receiver("ops", Optional.of(new Transport.RocketChatFromEnvironment("critical")))));

    private final Map<String, Object> client;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Writes there. */
    public Outage(Map<String, Object> client, Topics topics) {
        this.client = new HashMap<>(client);
        this.client.put("linger.ms", 5);
        this.topics = topics;
        this.producer = new KafkaProducer<>(this.client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String severity(int i) {
        return i % 6 < 3 ? "critical" : "warning";
    }

    TopicPartition partition(int i) {
        return new TopicPartition(topics.severity(severity(i)).name(), i % 3);
    }

    static RoutedAlert telling(int i) {
        return Tellings.firing("host-" + i, severity(i), "ops");
    }

    /** Of so many alerts every so manieth is parked; the others are told. */
    public void happens(int alerts, int each) {
        for (int i = 0; i < alerts; i++) {
            RoutedAlert routed = telling(i);
            TopicPartition at = partition(i);
            Place place = new Place(at.topic(), at.partition(), i / 6);
            boolean parked = i % each == 0;
            send(routed(i));
            send(topics.deliveries().record(routed.identity().toString(), entry(routed, place, parked)));
            if (parked) {
                ParkedAlert given = new ParkedAlert(routed, "ops", place, "400 no", Tellings.NOON);
                send(topics.parked().record(given.key(), given));
            }
        }
        flush();
    }

    private static DeliveryEntry entry(RoutedAlert routed, Place place, boolean parked) {
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                "ops",
                place,
                parked ? End.PARKED : End.DELIVERED,
                1,
                "message",
                parked ? "400 no" : "",
                Tellings.NOON,
                Tellings.NOON);
    }

    /** The telling, in its partition. */
    ProducerRecord<byte[], byte[]> routed(int i) {
        TopicPartition at = partition(i);
        ProducerRecord<byte[], byte[]> record = topics.severity(severity(i)).record("{}", telling(i));
        return new ProducerRecord<>(at.topic(), at.partition(), record.key(), record.value());
    }

    /** How the alert is now. */
    public void state(int i, boolean firing) {
        ReceivedAlert told = telling(i).received();
        Alert alert = new Alert(
                firing ? Status.FIRING : Status.RESOLVED,
                told.alert().labels(),
                told.alert().annotations(),
                Tellings.NOON,
                firing ? null : Tellings.NOON.plusSeconds(60),
                "");
        ReceivedAlert received =
                new ReceivedAlert(told.identity(), alert, told.requestId(), told.receivedAt(), "", false);
        AlertState state = new AlertState(
                received,
                1,
                1,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                Tellings.NOON,
                POLICY.addresses(alert));
        send(topics.state().record(told.identity().toString(), state));
    }

    void forget(int i) {
        send(new ProducerRecord<>(
                topics.state().name(), Topic.bytes(telling(i).identity().toString()), null));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
    }

    /** All of it stands there. */
    public void flush() {
        producer.flush();
    }

    void receiverHasPassedAll(Admin admin) throws Exception {
        commit(admin, 1_000_000);
    }

    void receiverHasPassedTheFirst(Admin admin) throws Exception {
        commit(admin, 1);
    }

    void receiverHasPassedNothing(Admin admin) throws Exception {
        commit(admin, 0);
    }

    private void commit(Admin admin, long offset) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            offsets.put(partition(i), new OffsetAndMetadata(offset));
        }
        admin.alterConsumerGroupOffsets(topics.receiverGroup("ops"), offsets)
                .all()
                .get();
    }
}
