package dev.tocsin.standalone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Group;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin parked} as a person uses it. */
class ParkedIT {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Topics TOPICS = new Topics("");

    @TempDir
    static Path folder;

    private static Installation tocsin;

    @BeforeAll
    static void start() {
        tocsin = new Installation(folder);
        tocsin.brokerHere();
        assertThat(tocsin.run(Map.of(), "topics").output()).contains("deliveries.parked: created");
    }

    @AfterAll
    static void stop() {
        tocsin.close();
    }

    private static Ended parked(String... arguments) {
        List<String> all = new ArrayList<>(List.of("parked"));
        all.addAll(List.of(arguments));
        return tocsin.run(Map.of(), all.toArray(String[]::new));
    }

    private static void park(String receiver, String instance, int minutes) {
        var _ = park(tocsin.bootstrapServers(), receiver, instance, minutes);
    }

    /** Something was given up at this receiver, this many minutes after noon; its key. */
    static String park(String bootstrapServers, String receiver, String instance, int minutes) {
        Map<String, String> labels = Map.of("alertname", "Disk\u001b[31mFull", "instance", instance);
        Alert alert = new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(Map.of()), NOON, null, "");
        Identity identity = new Identity("alertmanager", Fingerprint.of(labels));
        RoutedAlert routed = new RoutedAlert(
                new ReceivedAlert(identity, alert, "request-1", NOON, "", false),
                "critical",
                List.of(receiver),
                Group.of(Map.of("alertname", "DiskFull")),
                1,
                1,
                Reason.FIRING,
                NOON,
                NOON);
        ParkedAlert parked = new ParkedAlert(
                routed, receiver, new Place("alerts.critical", 0, minutes), "400 no", NOON.plusSeconds(60L * minutes));
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(TOPICS.parked().record(parked.key(), parked));
        }
        return parked.key();
    }

    private static List<ParkedAlert> standing() {
        String json = parked("list", "--output", "json").output();
        return json.lines()
                .filter(line -> line.contains("\"routed\""))
                .map(line -> line.replaceFirst("^\\[", "").replaceFirst("[],]+$", ""))
                .map(line -> TOPICS.parked().codec().decode(line.getBytes(UTF_8)))
                .toList();
    }

    @Test
    void listsShowsAndDiscards() {
        park("ops", "db-1", 0);
        park("ops", "db-2", 30);
        park("payments", "db-3", 60);

        Ended list = parked("list", "--receiver", "ops", "--zone", "UTC");
        assertThat(list.code()).isZero();
        assertThat(list.output())
                .doesNotContain("WARN")
                .contains("2026-03-02 12:00:00  ops", "2026-03-02 12:30:00  ops", "400 no", "2 parked")
                .doesNotContain("payments", "\u001b");

        assertThat(parked("list", "--from", "2026-03-02 12:15", "--to", "2026-03-02 12:45", "--zone", "UTC")
                        .output())
                .contains("1 parked");

        ParkedAlert first = standing().getFirst();
        assertThat(parked("show", first.key()).output())
                .contains("why", "400 no", "label instance", "db-1", "alerts.critical-0@0", "request-1");

        Ended refused = parked("discard", first.key(), "--reason", "known outage", "--by", "alice");
        assertThat(refused.code()).as("nobody answers: %s", refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("ops: 1", "nothing was discarded");
        assertThat(standing()).hasSize(3);

        Ended discarded = parked("discard", first.key(), "--reason", "known outage", "--by", "alice", "--yes");
        assertThat(discarded.code()).as(discarded.output()).isZero();
        assertThat(discarded.output()).contains("1 discarded by alice: known outage");
        assertThat(standing()).hasSize(2).doesNotContain(first);
        assertThat(TopicReader.all(tocsin.bootstrapServers(), TOPICS.deliveries()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.end()).isEqualTo(DeliveryEntry.End.DISCARDED);
                    assertThat(entry.detail()).isEqualTo("alice: known outage (parked: 400 no)");
                });
    }

    @Test
    void saysAllThatIsWrongWithAQuestion() {
        Ended wrong = parked("list", "--from", "soon", "--to", "later", "--zone", "Nowhere");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output())
                .contains("--zone: not a zone: Nowhere", "--from: not a time: soon", "--to: not a time: later");
        assertThat(parked("list", "--match", "team").code()).isEqualTo(2);
        assertThat(parked("show", "ops|alertmanager|0123456789abcdef|1").output())
                .contains("nothing is parked under ops|alertmanager|0123456789abcdef|1");
    }
}
