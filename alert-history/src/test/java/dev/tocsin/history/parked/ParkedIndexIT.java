package dev.tocsin.history.parked;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.history.Tellings;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.TooMuchException;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ParkedIndexIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Discard DISCARD = new Discard("alice", "known outage", Tellings.NOON.plusSeconds(7200));

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Map<String, Object> client;
    private static KafkaProducer<byte[], byte[]> producer;
    private Topics topics = new Topics("");

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        producer = new KafkaProducer<>(new HashMap<>(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        topics = new Topics("t" + Integer.toHexString(name.hashCode()) + ".");
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, (short) 1, Duration.ofSeconds(20)).ensure(topics.all(Severities.standard()));
        }
    }

    private void park(ParkedAlert... alerts) {
        for (ParkedAlert alert : alerts) {
            var _ = producer.send(topics.parked().record(alert.key(), alert));
        }
        producer.flush();
    }

    private ParkedIndex index(Predicate<ParkedAlert> wanted, int most) {
        try (LogReader reader = new LogReader(client, "parked-test", PATIENCE)) {
            return ParkedIndex.read(reader, topics.parked(), wanted, most);
        }
    }

    private ParkedIndex index(Predicate<ParkedAlert> wanted) {
        return index(wanted, Integer.MAX_VALUE);
    }

    private List<ParkedAlert> values(List<ParkedIndex.Entry> entries) {
        try (LogReader reader = new LogReader(client, "parked-test", PATIENCE)) {
            return ParkedIndex.values(reader, topics.parked(), entries);
        }
    }

    private List<ParkedAlert> alerts(Predicate<ParkedAlert> wanted) {
        return values(index(wanted).entries());
    }

    private List<DeliveryEntry> deliveries() {
        List<DeliveryEntry> entries = new ArrayList<>();
        try (LogReader reader = new LogReader(client, "parked-test", PATIENCE)) {
            reader.read(
                    reader.everything(List.of(topics.deliveries().name())),
                    next -> entries.add(topics.deliveries().codec().decode(next.value())),
                    _ -> {});
        }
        return entries;
    }

    @Test
    void listsWhatStandsThereTheOldestFirst() {
        park(Tellings.parked("b", "ops", 2), Tellings.parked("a", "ops", 1), Tellings.parked("a", "payments", 3));
        ParkedIndex found = index(any -> true);
        assertThat(values(found.entries()))
                .extracting(parked ->
                        parked.receiver() + " " + parked.routed().alert().label("instance"))
                .containsExactly("ops a", "ops b", "payments a");
        assertThat(found.unreadable()).isEmpty();
        assertThat(alerts(parked -> parked.receiver().equals("payments")))
                .singleElement()
                .isEqualTo(Tellings.parked("a", "payments", 3));
    }

    @Test
    void picksThoseThatAreNamedAndNoOthers() {
        ParkedAlert a = Tellings.parked("a", "ops", 1);
        ParkedAlert c = Tellings.parked("c", "ops", 3);
        park(c, Tellings.parked("b", "ops", 2), a);
        List<ParkedIndex.Entry> all = index(any -> true).entries();
        assertThat(values(List.of(all.getFirst(), all.getLast()))).containsExactly(a, c);
        assertThat(values(List.of(all.getFirst()))).containsExactly(a);
        assertThat(values(List.of())).isEmpty();
    }

    @Test
    void moreThanMayBeWantedAreRefusedWithASentence() {
        park(Tellings.parked("a", "ops", 1), Tellings.parked("b", "ops", 2), Tellings.parked("c", "payments", 3));
        assertThat(index(parked -> parked.receiver().equals("ops"), 2).entries())
                .hasSize(2);
        assertThatThrownBy(() -> index(any -> true, 2))
                .isInstanceOf(TooMuchException.class)
                .hasMessageStartingWith("more than 2 are parked that match");
    }

    @Test
    void theLastWordAboutAnAlertCounts() {
        ParkedAlert first = Tellings.parked("a", "ops", 1);
        ParkedAlert again = Tellings.parked("a", "ops", 9);
        park(first, Tellings.parked("b", "ops", 2), again);
        assertThat(alerts(any -> true)).containsExactly(Tellings.parked("b", "ops", 2), again);
        assertThat(alerts(parked -> parked.at().equals(first.at())))
                .as("it was given up at another time since")
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        park(Tellings.parked("a", "ops", 1));
        byte[] key = "ops|alertmanager|0123456789abcdef|1".getBytes(UTF_8);
        var _ = producer.send(new ProducerRecord<>(topics.parked().name(), key, "{\"v\":99}".getBytes(UTF_8)));
        producer.flush();
        assertThat(alerts(any -> true)).hasSize(1);
        assertThat(index(any -> true).unreadable()).containsExactly("ops|alertmanager|0123456789abcdef|1");
    }

    @Test
    void whatIsDiscardedIsGoneAndDeliveriesSaysWhoAndWhy() {
        ParkedAlert gone = Tellings.parked("a", "ops", 1);
        park(gone, Tellings.parked("b", "ops", 2));
        assertThat(DISCARD.carryOut(producer, topics, List.of(gone), PATIENCE)).isEqualTo(1);
        assertThat(alerts(any -> true)).containsExactly(Tellings.parked("b", "ops", 2));
        assertThat(deliveries()).singleElement().satisfies(entry -> {
            assertThat(entry.end()).isEqualTo(End.DISCARDED);
            assertThat(entry.receiver()).isEqualTo("ops");
            assertThat(entry.identity()).isEqualTo(gone.routed().identity());
            assertThat(entry.place()).isEqualTo(gone.place());
            assertThat(entry.detail()).isEqualTo("alice: known outage (parked: 400 no)");
            assertThat(entry.at()).isEqualTo(Tellings.NOON.plusSeconds(7200));
        });
    }

    @Test
    void manyAreDiscardedAndOnceMoreChangesNothing() {
        List<ParkedAlert> many = IntStream.range(0, 1_200)
                .mapToObj(i -> Tellings.parked("i" + i, "ops", i))
                .toList();
        park(many.toArray(ParkedAlert[]::new));
        assertThat(alerts(any -> true)).hasSize(1_200);
        assertThat(DISCARD.carryOut(producer, topics, many, PATIENCE)).isEqualTo(1_200);
        DISCARD.carryOut(producer, topics, many.subList(0, 10), PATIENCE);
        assertThat(alerts(any -> true)).isEmpty();
    }

    @Test
    void whatKafkaDoesNotTakeIsSaid() {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 200);
        try (var lost = new KafkaProducer<>(nowhere, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<ParkedAlert> one = List.of(Tellings.parked("a", "ops", 1));
            assertThatThrownBy(() -> DISCARD.carryOut(lost, topics, one, Duration.ofSeconds(5)))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageStartingWith("Kafka did not take it: ");
        }
    }

    @Test
    void aDecisionHasANameAndAReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Discard(" ", "why", Tellings.NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new Discard("alice", "", Tellings.NOON));
    }
}
