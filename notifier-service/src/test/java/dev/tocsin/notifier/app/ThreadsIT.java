package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hazard B6 through the whole service: what follows in the thread of what was told before, also by another process. */
@ExtendWith(SharedKafka.class)
class ThreadsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static RoutedAlert ended(String instance) {
        return Routed.alert("HostDown")
                .label("instance", instance)
                .seq(2)
                .resolvedAfter(Duration.ofMinutes(5))
                .told();
    }

    private static ChatMessage toldAs(RocketChatSimulator chat, int number) {
        await().atMost(PATIENCE).until(() -> chat.messages().size() >= number);
        assertThat(chat.messages()).hasSize(number);
        return chat.messages().getLast();
    }

    private static void answers(ChatMessage reply, ChatMessage parent) {
        assertThat(reply.text()).startsWith("✅");
        assertThat(reply.json()).contains("\"tmid\":\"" + parent.id() + "\"", "\"tshow\":true");
    }

    @Test
    void anEndAnswersItsBeginningAlsoAfterARestart(Kafka kafka) {
        try (RocketChatSimulator chat = new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start()) {
            Topics topics = kafka.topics("threads-");
            ChatMessage before;
            try (NotifierApp app = app(kafka, topics, chat, metrics())) {
                app.start();
                kafka.put(topics, 0, Routed.firing("a"));
                ChatMessage first = toldAs(chat, 1);
                assertThat(first.json()).doesNotContain("tmid");
                kafka.put(topics, 0, ended("a"));
                answers(toldAs(chat, 2), first);
                kafka.put(topics, 0, Routed.firing("b"));
                before = toldAs(chat, 3);
                assertThat(before.json()).doesNotContain("tmid");
            }
            ServiceMetrics metrics = metrics();
            try (NotifierApp app = app(kafka, topics, chat, metrics)) {
                app.start();
                await().atMost(PATIENCE).until(() -> follows(metrics));
                kafka.put(topics, 0, ended("b"));
                answers(toldAs(chat, 4), before);
            }
        }
    }

    private static boolean follows(ServiceMetrics metrics) {
        return metrics.registry()
                        .get("tocsin.notifier.deliveries.followed")
                        .gauge()
                        .value()
                == 1;
    }

    private static ServiceMetrics metrics() {
        return new ServiceMetrics("tocsin-notifier", BuildInfo.load());
    }

    private static NotifierApp app(Kafka kafka, Topics topics, RocketChatSimulator chat, ServiceMetrics metrics) {
        RocketChatSettings rooms = new RocketChatSettings(
                Map.of(),
                Optional.of(URI.create(chat.url())),
                Optional.of(chat.bot().id()),
                Optional.of(Secret.of(chat.bot().token())),
                Map.of("critical", "#alerts-critical"));
        return new NotifierApp(
                new NotifierConfig(new ListenAddress("127.0.0.1", 0), topics, (short) 1, rooms, 100),
                KafkaSettings.at(kafka.bootstrapServers()),
                Policy.standard(),
                Clock.systemUTC(),
                new Random(1),
                metrics,
                CheckResult::ok);
    }
}
