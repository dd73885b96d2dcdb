package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.HttpSenderContract;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.webhook.GenericWebhookSender.Target;
import dev.tocsin.testsupport.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenericWebhookSenderIT extends HttpSenderContract {
    private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final ManualClock clock = new ManualClock(Routed.NOON);

    @Override
    protected Sender sender(String server, HttpCaller caller) {
        return sender(server, caller, Optional.of(SECRET));
    }

    private Sender sender(String server, HttpCaller caller, Optional<Secret> secret) {
        Secret url = Secret.of(server + "/in/path-of-mine?token=query%2Dof-mine");
        return new GenericWebhookSender(caller, new Target("oncall", url, secret), clock);
    }

    @Override
    protected Act taken(Request request) {
        return new Act.Answer(204, "");
    }

    @Override
    protected boolean isTakenWithoutAWord(int status) {
        return status / 100 == 2;
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET.reveal(), "path-of-mine", "query%2Dof-mine", "query-of-mine");
    }

    @Override
    protected List<Row> table() {
        return rows("""
                200 |            | delivered
                200 | <html>     | delivered
                202 |            | delivered
                204 |            | delivered
                301 |            | suspended
                307 |            | suspended
                400 | no         | refused
                401 |            | suspended
                403 |            | suspended
                404 |            | suspended
                405 |            | suspended
                408 |            | retry
                409 |            | refused
                410 |            | suspended
                413 |            | refused
                415 |            | suspended
                422 |            | refused
                425 |            | retry
                429 |            | retry
                500 |            | retry, unknown
                502 |            | retry, unknown
                503 |            | retry, unknown
                504 |            | retry, unknown
                """);
    }

    @Test
    void aRepeatHasTheSameIdAndASignatureOfItsOwnTime() {
        Sender sender = sender();
        peer.does(new Act.Reset());
        sender.send(one());
        clock.advance(java.time.Duration.ofSeconds(90));
        peer.does(new Act.Answer(200, ""));
        sender.send(one());
        assertThat(peer.requests()).allSatisfy(request -> {
            Map<String, String> headers = request.headers();
            assertThat(headers).containsEntry("webhook-id", "0123456789abcdef01234567");
            assertThat(headers.get("webhook-signature"))
                    .isEqualTo(new WebhookSignature(SECRET)
                            .of(
                                    "0123456789abcdef01234567",
                                    headers.getOrDefault("webhook-timestamp", ""),
                                    request.body().getBytes(StandardCharsets.UTF_8)));
        });
        assertThat(peer.requests())
                .extracting(request -> request.headers().get("webhook-timestamp"))
                .contains(Long.toString(Routed.NOON.plusSeconds(90).getEpochSecond()));
        assertThat(peer.requests())
                .extracting(Request::body)
                .containsOnly(peer.requests().getFirst().body());
    }

    @Test
    void withoutASecretItIsNotSigned() {
        Sender unsigned = sender(peer.url(""), caller, Optional.empty());
        assertThat(unsigned.send(one())).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests().getFirst().headers())
                .doesNotContainKey("webhook-signature")
                .containsKeys("webhook-id", "webhook-timestamp");
    }

    @Test
    void halfACharacterIsNoObstacle() {
        assertThat(sender().send(Attempts.first(Routed.firing("a\ud83dz")))).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("\"instance\":\"a?z\"");
    }

    @Test
    void textAloneHasNoAnnotations() {
        assertThat(WebhookBody.of(
                                "oncall",
                                Attempts.first(Routed.alert("A")
                                                .annotation("summary", "s")
                                                .told())
                                        .notification(),
                                Form.PLAIN)
                        .alerts()
                        .getFirst()
                        .annotations())
                .isEmpty();
    }
}
