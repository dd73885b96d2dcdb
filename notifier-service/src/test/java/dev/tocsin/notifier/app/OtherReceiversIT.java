package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.policy.PolicyFile;
import dev.tocsin.wire.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole service between a real Kafka and receivers that are none of Rocket.Chat's, as a file names them. */
@ExtendWith(SharedKafka.class)
class OtherReceiversIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static Policy policy(ScriptedPeer peer, int smtp) {
        String file = """
                route: {receiver: channel}
                receivers:
                  - name: channel
                    slack: {webhook_url: "%s"}
                  - name: hook
                    webhook: {url: "%s", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
                  - name: pager
                    pagerduty: {routing_key: e93facc04764012d7bfb002500d5d1a6, url: "%s"}
                  - name: letters
                    email: {to: a@example.org, from: t@example.org, smarthost: "127.0.0.1:%d", require_tls: false}
                """.formatted(peer.url("/slack"), peer.url("/hook"), peer.url("/pager"), smtp);
        return switch (PolicyFile.parse(file)) {
            case PolicyFile.Read.Good good -> good.policy();
            case PolicyFile.Read.Bad bad -> throw new AssertionError(bad.problems());
        };
    }

    private static List<Request> at(ScriptedPeer peer, String path) {
        return peer.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    @Test
    void eachIsToldInItsOwnWayAndAgainAfterAFailure(Kafka kafka) {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedPeer peer = new ScriptedPeer(202, "")) {
            peer.decides(request -> switch (request.path()) {
                case "/slack" -> new Act.Answer(200, "ok");
                case "/hook" ->
                    calls.getAndIncrement() == 0
                            ? new Act.Answer(503, Map.of("Retry-After", "1"), "")
                            : new Act.Answer(204, "");
                default -> new Act.Answer(202, "");
            });
            Topics topics = kafka.topics("others-");
            kafka.put(
                    topics,
                    0,
                    Routed.alert("HostDown")
                            .label("instance", "a")
                            .to("channel", "hook", "pager", "letters")
                            .told());
            try (NotifierApp app =
                    app(kafka, topics, policy(peer, mail.getSmtp().getPort()))) {
                app.start();
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(at(peer, "/slack")).hasSize(1);
                    assertThat(at(peer, "/hook")).hasSize(2);
                    assertThat(at(peer, "/pager")).hasSize(1);
                    assertThat(mail.getReceivedMessages()).hasSize(1);
                });
            }
            assertThat(at(peer, "/hook"))
                    .extracting(request -> request.headers().get("webhook-id"))
                    .doesNotContainNull()
                    .containsOnly(at(peer, "/hook").getFirst().headers().get("webhook-id"));
        } finally {
            mail.stop();
        }
    }

    private static NotifierApp app(Kafka kafka, Topics topics, Policy policy) {
        NotifierConfig config = new NotifierConfig(
                new ListenAddress("127.0.0.1", 0), topics, (short) 1, RocketChatSettings.ofWebhooks(Map.of()), 100);
        return new NotifierApp(
                config,
                KafkaSettings.at(kafka.bootstrapServers()),
                policy,
                Clock.systemUTC(),
                new Random(1),
                new ServiceMetrics("tocsin-notifier", BuildInfo.load()),
                CheckResult::ok);
    }
}
