package dev.tocsin.standalone.e2e;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Group;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a night leaves behind in Kafka: alerts of six severities, each told to a receiver of its own, some of them parked
 * there. Written as the services would have, with their offsets behind it.
 */
final class MissedNight {
    /** A receiver each; those without a room of their own are told in that of the next more urgent one. */
    static final List<String> SEVERITIES = List.of("critical", "warning", "payments", "info", "storage", "backup");

    /** The lines of {@code tocsin.yml} that make them. */
    static final String POLICY = """
            severities:
              critical: {linger: 0s, repeat_interval: 1d}
              warning: {linger: 0s, repeat_interval: 1d}
              payments: {linger: 0s, repeat_interval: 1d}
              info: {linger: 0s, repeat_interval: 1d}
              storage: {linger: 0s, repeat_interval: 1d}
              backup: {linger: 0s, repeat_interval: 1d}
            """;

    private static final int PARTITIONS = 3;
    private static final int NAMES = 7;
    /** Any number without a common factor with the count of severities: all of them have missed something. */
    private static final int SPREAD = 7;

    private static final Topics TOPICS = new Topics("");

    private final Instant fired =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    private final Instant ended = fired.plus(Duration.ofMinutes(4));
    private final int alerts;
    private final int each;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** What of an alert its receiver was not told. */
    enum Missed {
        /** It fired and ended. */
        BOTH("missed: fired .*, resolved .*now: over since .*", 2),
        /** It was told firing. */
        THE_END("history: fired .* \\(told\\), resolved .* \\(missed\\).*now: over since .*", 1),
        /** It was told that it ended. */
        THE_BEGINNING("history: fired .* \\(missed\\), resolved .* \\(told\\).*now: over since .*", 1),
        /** It fires. */
        FIRING("missed: fired .*now: still fires, since .*", 1),
        /** It fired, and was forgotten. */
        FORGOTTEN("missed: fired .*now: not known any more .*", 1);

        private final String words;
        private final int tellings;

        Missed(String words, int tellings) {
            this.words = words;
            this.tellings = tellings;
        }

        /** What a replay says of it, as a pattern; newlines are anything. */
        String words() {
            return words;
        }

        int tellings() {
            return tellings;
        }

        private boolean ends() {
            return this == BOTH || this == THE_END || this == THE_BEGINNING;
        }
    }

    /** Of so many alerts, so many have missed something. */
    MissedNight(int alerts, int missed) {
        this.alerts = alerts;
        this.each = alerts / missed;
    }

    /** Those of which something was missed, and what. */
    Map<String, Missed> missed() {
        Map<String, Missed> missed = new HashMap<>();
        IntStream.range(0, alerts).filter(this::isMissed).forEach(i -> missed.put(id(i), what(i)));
        return missed;
    }

    /** How many tellings there were. */
    long tellings() {
        return alerts + missed().values().stream().filter(Missed::ends).count();
    }

    private boolean isMissed(int i) {
        int number = i / each;
        return number * each < alerts && i % each == number * SPREAD % each;
    }

    private Missed what(int i) {
        return Missed.values()[i / each % Missed.values().length];
    }

    private static String id(int i) {
        return "night-" + i;
    }

    private static String severity(int i) {
        return SEVERITIES.get(i % SEVERITIES.size());
    }

    private static String receiver(int i) {
        return "rocketchat-" + severity(i);
    }

    /** All of it, and everybody's offsets behind it; the topics have to be there. */
    void happen(String bootstrapServers) throws Exception {
        Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
        try (Admin admin = Admin.create(client)) {
            client.put("linger.ms", 20);
            client.put("batch.size", 1 << 18);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                IntStream.range(0, alerts).forEach(i -> happen(producer, i));
            }
            List<Topic<?>> routed =
                    SEVERITIES.stream().<Topic<?>>map(TOPICS::severity).toList();
            for (String severity : SEVERITIES) {
                passed(admin, TOPICS.receiverGroup("rocketchat-" + severity), routed);
            }
            passed(admin, TOPICS.routerApplication(), List.of(TOPICS.received()));
        }
    }

    private static void passed(Admin admin, String group, List<Topic<?>> topics) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        topics.forEach(topic -> IntStream.range(0, topic.partitions())
                .forEach(i -> latest.put(new TopicPartition(topic.name(), i), OffsetSpec.latest())));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        admin.alterConsumerGroupOffsets(group, ends).all().get();
    }

    private void happen(KafkaProducer<byte[], byte[]> producer, int i) {
        if (!isMissed(i)) {
            tell(producer, i, received(i, false), End.DELIVERED);
            return;
        }
        Missed what = what(i);
        tell(producer, i, received(i, false), what == Missed.THE_END ? End.DELIVERED : End.PARKED);
        if (what.ends()) {
            tell(producer, i, received(i, true), what == Missed.THE_BEGINNING ? End.DELIVERED : End.PARKED);
        }
        if (what != Missed.FORGOTTEN) {
            send(producer, TOPICS.state().record(identity(i).toString(), state(i, what.ends())));
        }
    }

    /** One telling: accepted, routed, and what became of it. */
    private void tell(KafkaProducer<byte[], byte[]> producer, int i, ReceivedAlert received, End end) {
        boolean over = !received.alert().firing();
        RoutedAlert routed = new RoutedAlert(
                received,
                severity(i),
                List.of(receiver(i)),
                group(i),
                1,
                over ? 2 : 1,
                over ? Reason.RESOLVED : Reason.FIRING,
                fired,
                over ? ended : fired);
        TopicPartition at = new TopicPartition(TOPICS.severity(severity(i)).name(), i / SEVERITIES.size() % PARTITIONS);
        Place place = new Place(at.topic(), at.partition(), next.merge(at, 1L, Long::sum) - 1);
        send(producer, TOPICS.received().record(identity(i).toString(), received));
        ProducerRecord<byte[], byte[]> made =
                TOPICS.severity(severity(i)).record(routed.group().toString(), routed);
        send(producer, new ProducerRecord<>(at.topic(), at.partition(), made.key(), made.value()));
        String why = end == End.PARKED ? "400 no" : "";
        send(producer, TOPICS.deliveries().record(identity(i).toString(), entry(routed, place, end, why)));
        if (end == End.PARKED) {
            ParkedAlert parked = new ParkedAlert(routed, receiver(i), place, why, routed.routedAt());
            send(producer, TOPICS.parked().record(parked.key(), parked));
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> made) {
        var _ = producer.send(made);
    }

    private static DeliveryEntry entry(RoutedAlert routed, Place place, End end, String why) {
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                routed.receivers().getFirst(),
                place,
                end,
                1,
                "message-" + routed.identity() + "-" + routed.seq(),
                why,
                routed.received().receivedAt(),
                routed.routedAt());
    }

    private static Map<String, String> labels(int i) {
        return Map.of("alertname", "Night" + i % NAMES, "severity", severity(i), "id", id(i));
    }

    private static Identity identity(int i) {
        return new Identity("alertmanager", Fingerprint.of(labels(i)));
    }

    private static Group group(int i) {
        return Group.of(Map.of("alertname", "Night" + i % NAMES));
    }

    private ReceivedAlert received(int i, boolean over) {
        Alert alert = new Alert(
                over ? Status.RESOLVED : Status.FIRING,
                Alert.sorted(labels(i)),
                Alert.sorted(Map.of("summary", "id=" + id(i) + ";")),
                fired,
                over ? ended : null,
                "");
        return new ReceivedAlert(identity(i), alert, "request-" + i, over ? ended : fired, "", false);
    }

    private AlertState state(int i, boolean over) {
        return new AlertState(
                received(i, over),
                1,
                over ? 2 : 1,
                fired,
                fired,
                over ? ended : fired,
                over ? ended : fired,
                over ? ended : fired,
                new Addresses(severity(i), List.of(new Address(group(i), List.of(new To(receiver(i), true))))));
    }
}
