package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user and a password in the address, as Alertmanager takes them. */
class WebhookLoginIT {
    private static final String SENT =
            Base64.getEncoder().encodeToString("tocsin:pä:ss".getBytes(StandardCharsets.UTF_8));

    private final ScriptedPeer peer = new ScriptedPeer(200, "");

    @AfterEach
    void close() {
        peer.close();
    }

    private Sender sender(String login) {
        Secret url = Secret.of(peer.url("/in").replace("http://", "http://" + login));
        return new GenericWebhookSender(
                new HttpCaller(HttpCaller.client()),
                new GenericWebhookSender.Target("oncall", url, Optional.empty()),
                new ManualClock(Routed.NOON));
    }

    @Test
    void isSentAsBasicAuthentication() {
        assertThat(sender("tocsin:p%C3%A4%3Ass@").send(Attempts.first(Routed.firing("a"))))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests().getLast().headers()).containsEntry("authorization", "Basic " + SENT);
    }

    @Test
    void withoutOneNothingIsSent() {
        sender("").send(Attempts.first(Routed.firing("a")));
        assertThat(peer.requests().getLast().headers()).doesNotContainKey("authorization");
    }

    @Test
    void isNotShownWhenTheServerRepeatsIt() {
        peer.does(new Act.Answer(400, "you sent Basic " + SENT + " that is tocsin:pä:ss"));
        assertThat(sender("tocsin:p%C3%A4%3Ass@").send(Attempts.first(Routed.firing("a"))))
                .isInstanceOf(Outcome.Refused.class)
                .extracting(Object::toString)
                .asString()
                .doesNotContain(SENT, "pä:ss");
    }
}
