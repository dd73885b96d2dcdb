package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
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
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A receiver with words of its own, in the whole service. */
@ExtendWith(SharedKafka.class)
class TemplateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String COUNTER = "tocsin.notifier.template.failures";

    private final RocketChatSimulator chat =
            new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start();
    private final ServiceMetrics metrics = new ServiceMetrics("tocsin-notifier", BuildInfo.load());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        chat.close();
    }

    private Receiver receiver(String name, String channel, Optional<Fallback> fallback) {
        return new Receiver(
                name,
                Optional.of(new Transport.RocketChatWebhook(new Credential.Inline(chat.webhookUrl(channel)))),
                Optional.empty(),
                fallback,
                Optional.of(folder.resolve(name + ".peb").toString()));
    }

    private Policy policy() {
        Optional<Fallback> oncall = Optional.of(new Fallback("oncall", Duration.ofSeconds(1)));
        return new Policy(
                Severities.standard(),
                Set.of(),
                Route.standard(),
                List.of(
                        receiver("payments", "#alerts-info", oncall),
                        receiver("oncall", "#alerts-warning", Optional.empty())));
    }

    private void subject(String receiver, String words) throws IOException {
        Files.writeString(folder.resolve(receiver + ".peb"), "{% block subject %}" + words + "{% endblock %}");
    }

    private NotifierApp app(Kafka kafka, Topics topics) {
        NotifierConfig config = new NotifierConfig(
                new ListenAddress("127.0.0.1", 0),
                topics,
                (short) 1,
                RocketChatSettings.ofWebhooks(Map.of("critical", Secret.of(chat.webhookUrl("#alerts-critical")))),
                100);
        return new NotifierApp(
                config,
                KafkaSettings.at(kafka.bootstrapServers()),
                policy(),
                Clock.systemUTC(),
                new Random(1),
                metrics,
                CheckResult::ok);
    }

    private static void ready(NotifierApp app) {
        await().atMost(PATIENCE).until(() -> app.check() instanceof CheckResult.Ok);
    }

    private List<String> texts(String channel) {
        return chat.messages().stream()
                .filter(message -> message.channel().equals(channel))
                .map(ChatMessage::text)
                .toList();
    }

    private double failures(String receiver) {
        return metrics.registry()
                .get(COUNTER)
                .tag("receiver", receiver)
                .counter()
                .count();
    }

    @Test
    void aReloadTakesAnotherTextAndAFallbackHasItsOwn(Kafka kafka) throws IOException {
        Topics topics = kafka.topics("reloaded-text-");
        subject("payments", "{{ name }} of payments");
        subject("oncall", "{{ name }} for you");
        try (NotifierApp app = app(kafka, topics)) {
            app.start();
            ready(app);
            kafka.put(topics, 0, Routed.firing("a", "payments"));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(texts("#alerts-info")).containsExactly("🔴 [FIRING:1] HostDown of payments"));

            subject("payments", "{{ name }} again");
            assertThat(app.reload(policy())).isInstanceOf(CheckResult.Ok.class);
            ready(app);
            kafka.put(topics, 0, Routed.firing("b", "payments"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(texts("#alerts-info")).contains("🔴 [FIRING:1] HostDown again"));

            chat.faults().set(FaultRule.always(new Fault.Status(502, "")).onChannel("#alerts-info"));
            kafka.put(topics, 0, Routed.firing("c", "payments"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(texts("#alerts-warning"))
                            .containsExactly(
                                    "🔴 [FIRING:1] HostDown for you\n(in place of payments, which takes no messages)"));
        }
    }

    @Test
    void aMissingOrBrokenTemplateKeepsNobodyFromStarting(Kafka kafka) throws IOException {
        Topics topics = kafka.topics("broken-text-");
        subject("oncall", "{{ nme }}");
        try (NotifierApp app = app(kafka, topics)) {
            app.start();
            ready(app);
            kafka.put(topics, 0, Routed.firing("a", "payments"));
            kafka.put(topics, 0, Routed.firing("a", "oncall"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.of(texts("#alerts-info"), texts("#alerts-warning")))
                            .containsOnly(List.of("🔴 [FIRING:1] HostDown")));
            assertThat(failures("payments")).isEqualTo(1);
            assertThat(failures("oncall")).isEqualTo(1);
        }
    }
}
