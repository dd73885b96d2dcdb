package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole service between a real Kafka and a simulated Rocket.Chat. */
@ExtendWith(SharedKafka.class)
class NotifierAppIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CRITICAL = "rocketchat-critical";
    private static final String WARNING = "rocketchat-warning";

    private static Kafka kafka;
    private static RocketChatSimulator chat;

    private final ServiceMetrics metrics = new ServiceMetrics("tocsin-notifier", BuildInfo.load());

    @BeforeAll
    static void start(Kafka shared) {
        kafka = shared;
        chat = new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @AfterEach
    void mend() {
        chat.clear();
    }

    private static Secret hook(String channel) {
        return Secret.of(chat.webhookUrl(channel));
    }

    private NotifierApp app(Topics topics, Policy policy) {
        return app(kafka.bootstrapServers(), topics, policy);
    }

    private NotifierApp app(String bootstrapServers, Topics topics, Policy policy) {
        NotifierConfig config = new NotifierConfig(
                new ListenAddress("127.0.0.1", 0),
                topics,
                (short) 1,
                RocketChatSettings.ofWebhooks(
                        Map.of("critical", hook("#alerts-critical"), "warning", hook("#alerts-warning"))),
                100);
        return new NotifierApp(
                config,
                KafkaSettings.at(bootstrapServers),
                policy,
                Clock.systemUTC(),
                new Random(1),
                metrics,
                CheckResult::ok);
    }

    private static void ready(NotifierApp app) {
        await().atMost(PATIENCE).until(() -> app.check() instanceof CheckResult.Ok);
    }

    private static List<String> texts(String channel) {
        return chat.messages().stream()
                .filter(message -> message.channel().equals(channel))
                .map(ChatMessage::text)
                .toList();
    }

    private double gauge(String name, String... tags) {
        return Optional.ofNullable(metrics.registry().find(name).tags(tags).gauge())
                .map(gauge -> gauge.value())
                .orElse(-1.0);
    }

    @Test
    void alertsArriveAreLoggedAndCounted() throws IOException, InterruptedException {
        Topics topics = kafka.topics("arrive-");
        for (int i = 0; i < 30; i++) {
            kafka.put(topics, i % 3, Routed.firing("web-" + i));
        }
        try (NotifierApp app = app(topics, Policy.standard())) {
            app.start();
            ready(app);
            await().atMost(PATIENCE)
                    .until(() ->
                            gauge("tocsin.notifier.passed.alerts", "receiver", CRITICAL, "end", "delivered") == 30);
            assertThat(texts("#alerts-critical")).hasSize(3).containsOnly("🔴 [FIRING:10] HostDown");
            List<DeliveryEntry> entries = kafka.values(topics.deliveries().name(), 30).stream()
                    .map(Codecs.DELIVERY::decode)
                    .toList();
            assertThat(entries).hasSize(30).extracting(DeliveryEntry::end).containsOnly(DeliveryEntry.End.DELIVERED);
            assertThat(gauge("tocsin.notifier.pending.alerts", "receiver", CRITICAL))
                    .isZero();
            assertThat(page(app, "/-/ready")).contains("\"ready\"");
            assertThat(page(app, "/metrics"))
                    .contains("tocsin_notifier_passed_alerts{end=\"delivered\",receiver=\"rocketchat-critical\"} 30.0")
                    .doesNotContain("/hooks/");
        }
        assertThat(kafka.committed(topics.receiverGroup(CRITICAL)).values())
                .extracting(OffsetAndMetadata::offset)
                .contains(10L);
    }

    private static String page(NotifierApp app, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                    .build();
            return http.send(get, BodyHandlers.ofString()).body();
        }
    }

    @Test
    void aReceiverThatHangsDelaysNobodyElse() {
        Topics topics = kafka.topics("isolated-");
        try (NotifierApp app = app(topics, Policy.standard())) {
            app.start();
            ready(app);
            chat.faults().set(FaultRule.always(new Fault.Hang(null)).onChannel("#alerts-critical"));
            kafka.put(topics, 0, Routed.firing("a"));
            await().atMost(PATIENCE).until(() -> gauge("tocsin.notifier.pending.alerts", "receiver", CRITICAL) == 1);
            kafka.put(topics, 0, Routed.firing("b", WARNING));
            await().atMost(PATIENCE).until(() -> texts("#alerts-warning").size() == 1);
            assertThat(texts("#alerts-critical")).isEmpty();
            chat.faults().clear();
            await().atMost(PATIENCE).until(() -> texts("#alerts-critical").size() == 1);
        }
    }

    @Test
    void aReloadAddsChangesAndRemovesReceivers() {
        Topics topics = kafka.topics("reload-");
        try (NotifierApp app = app(topics, with("#alerts-info"))) {
            app.start();
            ready(app);
            kafka.put(topics, 0, Routed.firing("a", "payments"));
            await().atMost(PATIENCE).until(() -> texts("#alerts-info").size() == 1);
            assertThat(app.reload(with("#alerts-warning"))).isInstanceOf(CheckResult.Ok.class);
            ready(app);
            kafka.put(topics, 0, Routed.firing("b", "payments"));
            await().atMost(PATIENCE).until(() -> texts("#alerts-warning").size() == 1);
            assertThat(texts("#alerts-info")).hasSize(1);
            await().atMost(PATIENCE)
                    .until(() ->
                            gauge("tocsin.notifier.passed.alerts", "receiver", "payments", "end", "delivered") == 2);
            assertThat(app.reload(Policy.standard())).isInstanceOf(CheckResult.Ok.class);
            assertThat(gauge("tocsin.notifier.lanes", "receiver", "payments")).isEqualTo(-1);
            ready(app);
        }
    }

    private static Policy with(String channel) {
        Receiver payments = new Receiver(
                "payments",
                Optional.of(new Transport.RocketChatWebhook(new Credential.Inline(chat.webhookUrl(channel)))));
        return new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(payments));
    }

    @Test
    void saysThatKafkaWentAway(@TempDir Path otherFolder) {
        Kafka leaving = new Kafka(otherFolder);
        Topics topics = leaving.topics("leaving-");
        try (NotifierApp app = app(leaving.bootstrapServers(), topics, Policy.standard())) {
            app.start();
            ready(app);
            leaving.close();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(app.check().toString()).contains("does not reach Kafka"));
        }
    }

    /** Hazard A10. */
    @Test
    void aGroupWhoseReceiverHasLeftTheConfigurationIsCounted() {
        Topics topics = kafka.topics("forsaken-");
        TopicPartition partition =
                new TopicPartition(topics.severity("critical").name(), 0);
        Kafka.answer(kafka.admin()
                .alterConsumerGroupOffsets(
                        topics.receiverGroup("payments"), Map.of(partition, new OffsetAndMetadata(0)))
                .all());
        try (NotifierApp app = app(topics, Policy.standard())) {
            app.start();
            await().atMost(PATIENCE).until(() -> gauge("tocsin.notifier.forsaken.groups") == 1);
        }
    }
}
