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

/** A receiver that is away, its fallback, and a restart in between, on a real Kafka. */
@ExtendWith(SharedKafka.class)
class FallbackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final RocketChatSimulator chat =
            new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start();

    @AfterEach
    void stop() {
        chat.close();
    }

    private Receiver receiver(String name, String channel, Optional<Fallback> fallback) {
        return new Receiver(
                name,
                Optional.of(new Transport.RocketChatWebhook(new Credential.Inline(chat.webhookUrl(channel)))),
                Optional.empty(),
                fallback);
    }

    private NotifierApp app(Kafka kafka, Topics topics) {
        Policy policy = new Policy(
                Severities.standard(),
                Set.of(),
                Route.standard(),
                List.of(
                        receiver(
                                "payments", "#alerts-info", Optional.of(new Fallback("oncall", Duration.ofSeconds(1)))),
                        receiver("oncall", "#alerts-warning", Optional.empty())));
        NotifierConfig config = new NotifierConfig(
                new ListenAddress("127.0.0.1", 0),
                topics,
                (short) 1,
                RocketChatSettings.ofWebhooks(Map.of("critical", Secret.of(chat.webhookUrl("#alerts-critical")))),
                100);
        NotifierApp app = new NotifierApp(
                config,
                KafkaSettings.at(kafka.bootstrapServers()),
                policy,
                Clock.systemUTC(),
                new Random(1),
                new ServiceMetrics("tocsin-notifier", BuildInfo.load()),
                CheckResult::ok);
        app.start();
        await().atMost(PATIENCE).until(() -> app.check() instanceof CheckResult.Ok);
        return app;
    }

    private List<String> texts(String channel) {
        return chat.messages().stream()
                .filter(message -> message.channel().equals(channel))
                .map(ChatMessage::text)
                .toList();
    }

    @Test
    void theFallbackIsToldWhileTheReceiverIsAwayAndHearsOfTheEndAfterARestart(Kafka kafka) {
        Topics topics = kafka.topics("fallback-");
        Routed alert = Routed.alert("HostDown").label("instance", "a").to("payments");
        try (NotifierApp app = app(kafka, topics)) {
            assertThat(app.check()).isInstanceOf(CheckResult.Ok.class);
            chat.faults().set(FaultRule.always(new Fault.Status(502, "")).onChannel("#alerts-info"));
            kafka.put(topics, 0, alert.told());
            await().atMost(PATIENCE).until(() -> !texts("#alerts-warning").isEmpty());
            assertThat(texts("#alerts-warning"))
                    .containsExactly("🔴 [FIRING:1] HostDown\n(in place of payments, which takes no messages)");
            chat.faults().clear();
            await().atMost(PATIENCE).until(() -> !texts("#alerts-info").isEmpty());
            assertThat(texts("#alerts-info"))
                    .containsExactly("While you were away, told at oncall meanwhile:\n🔴 [FIRING:1] HostDown");
        }
        try (NotifierApp next = app(kafka, topics)) {
            kafka.put(
                    topics, 0, alert.seq(2).resolvedAfter(Duration.ofMinutes(5)).told());
            await().atMost(PATIENCE).until(() -> texts("#alerts-warning").size() == 2);
            assertThat(texts("#alerts-warning").getLast()).startsWith("✅ [RESOLVED:1] HostDown");
            await().atMost(PATIENCE).until(() -> texts("#alerts-info").size() == 2);
            assertThat(texts("#alerts-info").getLast()).isEqualTo("✅ [RESOLVED:1] HostDown");
            assertThat(next.check()).isInstanceOf(CheckResult.Ok.class);
        }
    }
}
