package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.answer.PlaceAnswer;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.past.Past;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.wire.topic.Topics;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API before a real Kafka. */
@ExtendWith(SharedKafka.class)
class ApiIT {
    private static Kafka kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start(Kafka shared) {
        kafka = shared;
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
    }

    private static ApiServer server(Topics topics) {
        return server(topics, Limits.ofService());
    }

    private static ApiServer server(Topics topics, Limits limits) {
        return ApiServer.start(ApiServer.past(kafka.bootstrapServers(), topics, limits));
    }

    private static ParkedAlert park(Topics topics, String receiver, String instance, int minutes) {
        ParkedAlert parked = new ParkedAlert(
                Routed.firing(instance, receiver),
                receiver,
                new Place(topics.severity("critical").name(), 0, minutes),
                "400 no",
                Routed.NOON.plusSeconds(60L * minutes));
        send(topics.parked().record(parked.key(), parked));
        return parked;
    }

    private static void send(ProducerRecord<byte[], byte[]> next) {
        var _ = Kafka.answer(producer.send(next));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T read(HttpResponse<String> answer, Class<T> type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AnswerJson.read(answer.body().getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void listsFiltersAndPages() {
        Topics topics = kafka.topics("pages-");
        List<ParkedAlert> ops = IntStream.range(0, 5)
                .mapToObj(minute -> park(topics, "ops", "db-" + minute, minute))
                .toList();
        park(topics, "payments", "db-9", 9);
        send(new ProducerRecord<>(
                topics.parked().name(), "ops|x|1".getBytes(StandardCharsets.UTF_8), new byte[] {'{', '}'}));
        try (ApiServer server = server(topics)) {
            ParkedAnswer all = read(server.get("/parked"), ParkedAnswer.class);
            assertThat(all.count()).isEqualTo(6);
            assertThat(all.receivers()).isEqualTo(Map.of("ops", 5L, "payments", 1L));
            assertThat(all.parked()).startsWith(ops.getFirst()).hasSize(6);
            assertThat(all.unreadable()).containsExactly("ops|x|1");
            assertThat(all.truncated()).isFalse();

            List<ParkedAlert> paged = new ArrayList<>();
            ParkedAnswer page = read(server.get("/parked?receiver=ops&limit=2"), ParkedAnswer.class);
            while (page.next() != null) {
                assertThat(page.truncated()).isTrue();
                paged.addAll(page.parked());
                page = read(server.get("/parked?receiver=ops&limit=2&after=" + page.next()), ParkedAnswer.class);
            }
            paged.addAll(page.parked());
            assertThat(paged).isEqualTo(ops);

            String some = "/parked?match=" + encoded("instance=~\"db-[12]\"") + "&severity=critical&from="
                    + encoded("2026-03-02 12:02") + "&to=2026-03-02T12:30:00Z";
            assertThat(read(server.get(some), ParkedAnswer.class).parked()).containsExactly(ops.get(2));

            assertThat(read(server.get("/parked/" + encoded(ops.get(3).key())), ParkedAlert.class))
                    .isEqualTo(ops.get(3));
            assertThat(server.get("/parked/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void discardsWhatIsNamedAndSaysWhoDecided() {
        Topics topics = kafka.topics("discard-");
        ParkedAlert first = park(topics, "ops", "db-1", 0);
        park(topics, "ops", "db-2", 30);
        park(topics, "payments", "db-3", 60);
        try (ApiServer server = server(topics)) {
            String key = "{\"keys\":[\"" + first.key() + "\"],\"by\":\"alice\",\"reason\":\"known\"";
            assertThat(read(server.postJson("/parked/discard", key + ",\"dryRun\":true}"), DiscardAnswer.class)
                            .count())
                    .isEqualTo(1);
            assertThat(count(server)).as("nothing was done yet").isEqualTo(3);
            assertThat(read(server.postJson("/parked/discard", key + "}"), DiscardAnswer.class)
                            .receivers())
                    .isEqualTo(Map.of("ops", 1L));
            HttpResponse<String> again = server.postJson("/parked/discard", key + "}");
            assertThat(again.statusCode()).isEqualTo(404);
            assertThat(again.body()).contains("Nothing is parked under " + first.key());
            String ofOps = "{\"filter\":{\"receiver\":[\"ops\"]},\"by\":\"alice\",\"reason\":\"known\"}";
            assertThat(read(server.postJson("/parked/discard", ofOps), DiscardAnswer.class)
                            .count())
                    .isEqualTo(1);
            assertThat(count(server)).isEqualTo(1);
        }
        assertThat(kafka.values(topics.deliveries().name(), 2))
                .map(value -> topics.deliveries().codec().decode(value))
                .allSatisfy(entry -> assertThat(entry.end()).isEqualTo(DeliveryEntry.End.DISCARDED))
                .allSatisfy(entry -> assertThat(entry.detail()).isEqualTo("alice: known (parked: 400 no)"));
    }

    private static long count(ApiServer server) {
        return read(server.get("/parked"), ParkedAnswer.class).count();
    }

    @Test
    void tellsTheLifeOfAnAlert() {
        Topics topics = kafka.topics("life-");
        RoutedAlert one = Routed.firing("db-1");
        send(topics.received().record(one.identity().toString(), one.received()));
        kafka.put(topics, 0, one);
        send(topics.received()
                .record(
                        Routed.firing("db-2").identity().toString(),
                        Routed.firing("db-2").received()));
        String print = one.identity().fingerprint().toString();
        try (ApiServer server = server(topics)) {
            LifeAnswer life =
                    read(server.get("/alerts/" + print + "/history?receiver=" + Routed.RECEIVER), LifeAnswer.class);
            assertThat(life.count()).isEqualTo(1);
            assertThat(life.alerts().getFirst().labels()).containsEntry("instance", "db-1");
            assertThat(life.alerts().getFirst().steps()).hasSize(2);
            assertThat(life.alerts().getFirst().places())
                    .singleElement()
                    .satisfies(at -> assertThat(at.state()).isEqualTo(PlaceAnswer.State.NOT_SERVED));
            String identity = encoded(one.identity().toString());
            assertThat(read(server.get("/alerts/" + identity + "/history"), LifeAnswer.class)
                            .count())
                    .isEqualTo(1);
            assertThat(read(server.get("/history?alert=" + encoded("alertname=HostDown")), LifeAnswer.class)
                            .count())
                    .isEqualTo(2);
            assertThat(read(server.get("/alerts/0123456789abcdef/history"), LifeAnswer.class)
                            .alerts())
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatIsTooMuch() {
        Topics topics = kafka.topics("much-");
        park(topics, "ops", "db-1", 0);
        park(topics, "ops", "db-2", 1);
        RoutedAlert one = Routed.firing("db-1");
        send(topics.received().record(one.identity().toString(), one.received()));
        try (ApiServer server = server(topics, new Limits(20, 10, 100, 1, 100))) {
            HttpResponse<String> parked = server.get("/parked");
            assertThat(parked.statusCode()).isEqualTo(422);
            assertThat(parked.body()).contains("More than 1 are parked that match: ask for fewer with receiver");
            HttpResponse<String> life = server.get("/history?alert=instance%3Ddb-1");
            assertThat(life.statusCode()).isEqualTo(422);
            assertThat(life.body()).contains("ask for less time with from and to");
        }
    }

    @Test
    void saysThatKafkaIsAway() {
        Past away = ApiServer.past("127.0.0.1:1", new Topics(""), Limits.ofService());
        try (ApiServer server = ApiServer.start(away)) {
            for (String path : List.of("/parked", "/parked/a", "/history?alert=a%3Db")) {
                HttpResponse<String> answer = server.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).contains("\"detail\":\"Kafka did not ");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            }
        }
    }
}
