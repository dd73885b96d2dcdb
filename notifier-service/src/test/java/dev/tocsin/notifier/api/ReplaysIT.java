package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayAnswer.Doing;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.replay.run.KafkaReplays;
import dev.tocsin.history.replay.run.KafkaReplays.Bounds;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.delivery.ReplayRun.State;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays over HTTP before a real Kafka; the test stands in for the lanes. */
@ExtendWith(SharedKafka.class)
class ReplaysIT {
    private static final String FROM = "\"from\":\"1h\",\"receiver\":[\"" + Routed.RECEIVER + "\"]";

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
        return ApiServer.start(
                ApiServer.past(kafka.bootstrapServers(), topics, Limits.ofService()),
                inLine -> new KafkaReplays(
                        new Cluster(
                                KafkaSettings.at(kafka.bootstrapServers()),
                                topics,
                                "replay-test",
                                Duration.ofSeconds(10)),
                        Policy::standard,
                        Clock.systemUTC(),
                        new Bounds(inLine, 1, 1 << 20)));
    }

    /** A telling that its receiver has passed, and of which nothing says that it was told. */
    private static void missed(Topics topics, String instance) {
        RoutedAlert routed = Routed.firing(instance);
        long offset = kafka.put(topics, 0, routed);
        var _ = Kafka.answer(kafka.admin()
                .alterConsumerGroupOffsets(
                        topics.receiverGroup(Routed.RECEIVER),
                        Map.of(partition(topics), new OffsetAndMetadata(offset + 1)))
                .all());
    }

    private static TopicPartition partition(Topics topics) {
        return new TopicPartition(topics.severity("critical").name(), 0);
    }

    /** What the receiver's lane writes once it has told what the replay put in line. */
    private static void told(Topics topics, int partition, long offset) {
        RoutedAlert routed = Routed.firing("db-1");
        DeliveryEntry entry = new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                Routed.RECEIVER,
                new Place(topics.severity("critical").name(), partition, offset),
                End.DELIVERED,
                1,
                "message",
                "",
                Routed.NOON,
                Routed.NOON);
        var _ = Kafka.answer(
                producer.send(topics.deliveries().record(routed.identity().toString(), entry)));
    }

    private static <T> T read(HttpResponse<String> answer, int status, Class<T> type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return AnswerJson.read(answer.body().getBytes(StandardCharsets.UTF_8), type);
    }

    private static ReplayAnswer show(ApiServer server) {
        return read(server.get("/replays/night"), 200, ReplayAnswer.class);
    }

    @Test
    void isPlannedToldStoppedAndGoesOn() {
        Topics topics = kafka.topics("replays-");
        missed(topics, "db-1");
        missed(topics, "db-2");
        try (ApiServer server = server(topics)) {
            PlanAnswer plan =
                    read(server.postJson("/replays", "{" + FROM + ",\"dryRun\":true}"), 200, PlanAnswer.class);
            assertThat(plan.count()).isEqualTo(2);
            assertThat(plan.alerts()).as("one is named").hasSize(1);
            assertThat(plan.truncated()).isTrue();
            String night = "{\"id\":\"night\",\"inLine\":1," + FROM;
            assertThat(read(server.postJson("/replays", night + "}"), 202, ReplayAnswer.class)
                            .doing())
                    .isEqualTo(Doing.WAITING);
            ReplayAnswer telling = Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> show(server), now -> now.progress().written() == 1);
            assertThat(telling.counts().matched()).isEqualTo(2);
            assertThat(telling.progress().alerts()).isEqualTo(2);
            assertThat(server.postJson("/replays/night/stop", "{}").statusCode())
                    .isEqualTo(202);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> show(server).state() == State.INTERRUPTED);
        }
        goesOnAtAnother(topics);
    }

    private static void goesOnAtAnother(Topics topics) {
        try (ApiServer another = server(topics)) {
            assertThat(show(another).state()).as("as it stands in Kafka").isEqualTo(State.INTERRUPTED);
            assertThat(another.postJson("/replays", "{\"id\":\"night\",\"firing\":true," + FROM + "}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(another.postJson("/replays", "{\"id\":\"night\"}").statusCode())
                    .isEqualTo(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(
                            () -> show(another),
                            now -> now.doing() == Doing.TELLING
                                    && now.progress().written() == 2);
            assertThat(show(another).counts().matched())
                    .as("the first was found in line")
                    .isEqualTo(1);
            everythingTold(topics, another);
            assertThat(show(another).progress().told()).isEqualTo(2);
            assertThat(another.get("/replays").body()).contains("\"count\":1", "\"state\":\"done\"");
        }
    }

    private static void everythingTold(Topics topics, ApiServer server) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            for (int partition = 0; partition < 3; partition++) {
                for (long offset = 0; offset < 4; offset++) {
                    told(topics, partition, offset);
                }
            }
            return show(server).state() == State.DONE;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"from\":\"40d\"}; It can't begin before ",
                "{\"from\":\"40d\",\"dryRun\":true}; It can't begin before ",
                "{\"from\":\"1h\",\"receiver\":[\"nobody\"]}; There is no receiver nobody in the configuration.",
                "{\"from\":\"1h\",\"toReceiver\":\"nobody\"}; There is no receiver nobody in the configuration.",
                "{\"from\":\"1h\",\"toReceiver\":\"nobody\",\"dryRun\":true}; There is no receiver nobody",
                "{\"from\":\"1h\",\"id\":\"a b\"}; Not an id of a replay: a b",
                "{\"id\":\"never\"}; There is no replay never to go on with."
            })
    void saysAtOnceWhatKafkaAndTheConfigurationKnow(String body, String sentence) {
        Topics topics = kafka.topics("wrong-");
        try (ApiServer server = server(topics)) {
            HttpResponse<String> answer = server.postJson("/replays", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(sentence);
            assertThat(server.get("/replays").body()).contains("\"count\":0");
        }
    }
}
