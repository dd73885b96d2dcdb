package dev.tocsin.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {
    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    private Topic<ReceivedAlert> receivedTopic;
    private IngestApp app;
    private HttpClient client;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    /** Each test has topics of its own. */
    @BeforeEach
    void start(TestInfo test) {
        Topics topics = new Topics(test.getTestMethod().orElseThrow().getName().substring(0, 10) + ".");
        receivedTopic = topics.received();
        app = new IngestApp(
                new IngestConfig(
                        new ListenAddress("127.0.0.1", 0),
                        Optional.empty(),
                        IntakeLimits.STANDARD,
                        512,
                        64 << 20,
                        topics,
                        TopicSetup.AUTOMATIC),
                KafkaSettings.at(kafka.bootstrapServers()),
                Policy::standard,
                CheckResult::ok,
                Surroundings.system());
        app.start();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        await().atMost(Duration.ofMinutes(2)).until(this::ready);
    }

    @AfterEach
    void stop() {
        client.close();
        app.close();
    }

    private boolean ready() {
        return app.check().equals(CheckResult.ok());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path));
    }

    private HttpRequest webhook(String body) {
        return to("/webhook")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(webhook(body), BodyHandlers.ofString());
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = IngestIT.class.getResourceAsStream("/alertmanager/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String alert(String labels) {
        return "{\"alerts\":[{\"status\":\"firing\",\"labels\":" + labels + "}]}";
    }

    /** Everything that stands in the topic now; does not wait for more. */
    private List<ConsumerRecord<byte[], byte[]>> records() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = IntStream.range(0, receivedTopic.partitions())
                    .mapToObj(partition -> new TopicPartition(receivedTopic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private List<ReceivedAlert> alerts() {
        return records().stream()
                .map(message -> receivedTopic.codec().decode(message.value()))
                .toList();
    }

    @Test
    void whatIsAcceptedCanBeReadAtOnce() throws Exception {
        for (int times = 1; times <= 4; times++) {
            HttpResponse<String> response = post(sample("some-resolved-critical"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"alerts\":2");
            assertThat(records()).hasSize(2 * times);
        }

        String id = post(sample("firing-one-alert-warning"))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
        ConsumerRecord<byte[], byte[]> last = records().stream()
                .filter(message ->
                        Headers.text(message.headers(), Headers.REQUEST_ID).equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
        ReceivedAlert received = receivedTopic.codec().decode(last.value());
        assertThat(last.key()).isEqualTo(Topic.bytes("alertmanager|54d07d038d120dd8"));
        assertThat(received.requestId()).isEqualTo(id);
        assertThat(received.alert().label("alertname")).isNotEmpty();
    }

    @Test
    void theTwinsOfAPairShareAnIdentityAndTheFiringOneWins() throws Exception {
        assertThat(post("""
                {"alerts":[
                 {"status":"resolved","labels":{"a":"1","prometheus_replica":"0"},"fingerprint":"00000000000000aa"},
                 {"status":"firing","labels":{"a":"1","prometheus_replica":"1"},"fingerprint":"00000000000000bb"}]}
                """).statusCode()).isEqualTo(200);

        assertThat(alerts()).extracting(ReceivedAlert::shadowed).containsExactly(true, false);
        assertThat(alerts())
                .extracting(ReceivedAlert::identity)
                .hasSize(2)
                .containsOnly(alerts().getFirst().identity());
    }

    @Test
    void keepsTheOrderOfOneAlert() throws Exception {
        List<String> starts = new ArrayList<>();
        StringBuilder body = new StringBuilder("{\"alerts\":[");
        for (int i = 0; i < 500; i++) {
            starts.add("2026-11-21T10:%02d:%02dZ".formatted(i / 60, i % 60));
            body.append(i == 0 ? "" : ",")
                    .append("{\"status\":\"firing\",\"labels\":{\"a\":\"1\"},\"startsAt\":\"")
                    .append(starts.getLast())
                    .append("\"}");
        }

        assertThat(post(body.append("]}").toString()).statusCode()).isEqualTo(200);

        assertThat(alerts())
                .extracting(received -> received.alert().startsAt().toString())
                .isEqualTo(starts);
    }

    @Test
    void keepsEveryAlertOfManyRequestsAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 400)
                .mapToObj(i -> client.sendAsync(webhook(alert("{\"n\":\"" + i + "\"}")), BodyHandlers.ofString()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        Set<String> kept = alerts().stream()
                .map(received -> received.alert().label("n"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kept).hasSize(400);
        assertThat(records()).hasSize(400);
    }

    @Test
    void answersInTimeWhileKafkaIsAwayAndAcceptsAgainWhenItIsBack() throws Exception {
        int port = Integer.parseInt(kafka.bootstrapServers().split(":", -1)[1]);
        assertThat(post(alert("{\"n\":\"before\"}")).statusCode()).isEqualTo(200);
        kafka.close();

        Duration slowest = Duration.ZERO;
        while (ready()) {
            slowest = max(slowest, assertUnavailable());
        }
        Duration open = Duration.ofSeconds(1);
        for (int i = 0; i < 20; i++) {
            open = min(open, assertUnavailable());
        }
        assertThat(slowest).isLessThan(Duration.ofSeconds(5));
        assertThat(open).isLessThan(Duration.ofMillis(100));
        assertThat(client.send(to("/health").GET().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(503);

        kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withPort(port));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> post(alert("{\"n\":\"after\"}")).statusCode() == 200);
        assertThat(ready()).isTrue();
        assertThat(alerts()).extracting(received -> received.alert().label("n")).contains("before", "after");
    }

    private Duration assertUnavailable() throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = post(alert("{\"n\":\"during\"}"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
