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
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport.RocketChatRoom;
import dev.tocsin.model.route.Transport.RocketChatRoom.RocketChatServer;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.RoomFlag;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the whole service says of rooms that take no messages. */
@ExtendWith(SharedKafka.class)
class PreflightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServiceMetrics metrics = new ServiceMetrics("tocsin-notifier", BuildInfo.load());

    private NotifierApp app(Kafka kafka, RocketChatSimulator chat, Policy policy) {
        RocketChatSettings rocketChat = new RocketChatSettings(
                Map.of(),
                Optional.of(URI.create(chat.url())),
                Optional.of(chat.bot().id()),
                Optional.of(Secret.of(chat.bot().token())),
                Map.of("critical", "#alerts-critical", "warning", "#alerts-warning", "info", "#nowhere"));
        return new NotifierApp(
                new NotifierConfig(
                        new ListenAddress("127.0.0.1", 0), kafka.topics("preflight-"), (short) 1, rocketChat, 100),
                KafkaSettings.at(kafka.bootstrapServers()),
                policy,
                Clock.systemUTC(),
                new Random(1),
                metrics,
                CheckResult::ok);
    }

    private static Policy withWrongToken(RocketChatSimulator chat) {
        RocketChatServer wrong =
                new RocketChatServer(chat.url(), chat.bot().id(), new Credential.Inline("wrong-token-of-mine"));
        Receiver payments =
                new Receiver("payments", Optional.of(new RocketChatRoom("#alerts-info", Optional.of(wrong))));
        return new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(payments));
    }

    private static HttpResponse<String> readiness(NotifierApp app) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/-/ready"))
                    .build();
            return http.send(get, BodyHandlers.ofString());
        }
    }

    @Test
    void roomsThatTakeNothingAreNamedAndKeepNobodyUnready(Kafka kafka) throws IOException, InterruptedException {
        try (RocketChatSimulator chat = new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start()) {
            chat.flag("#alerts-critical", RoomFlag.ARCHIVED, true);
            chat.flag("#alerts-warning", RoomFlag.READONLY, true);
            try (NotifierApp app = app(kafka, chat, Policy.standard())) {
                app.start();
                await().atMost(PATIENCE)
                        .until(() ->
                                app.check() instanceof CheckResult.Ok(List<String> remarks) && remarks.size() >= 3);
                HttpResponse<String> page = readiness(app);
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body())
                        .startsWith("{\"status\":\"ready\",\"failing\":{},\"remarks\":{\"notifier\":[")
                        .contains("receiver rocketchat-critical: the room #alerts-critical is archived")
                        .contains("receiver rocketchat-warning: the room #alerts-warning is read-only")
                        .contains("post-readonly")
                        .contains("receiver rocketchat-info: ")
                        .contains("#nowhere")
                        .doesNotContain(chat.bot().token());
                assertThat(metrics.registry()
                                .get("tocsin.notifier.preflight.findings")
                                .tag("receiver", "rocketchat-critical")
                                .gauge()
                                .value())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aWrongTokenIsSaidWithoutShowingIt(Kafka kafka) {
        try (RocketChatSimulator chat = new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start();
                NotifierApp app = app(kafka, chat, withWrongToken(chat))) {
            app.start();
            await().atMost(PATIENCE)
                    .until(() -> app.check() instanceof CheckResult.Ok(List<String> remarks)
                            && remarks.stream()
                                    .anyMatch(remark -> remark.startsWith("receiver payments: the account")));
            assertThat(app.check().toString()).contains("401").doesNotContain("wrong-token-of-mine");
        }
    }
}
