package dev.tocsin.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.HttpSenderContract;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackSenderIT extends HttpSenderContract {
    private static final String PATH = "/services/team-of-mine/hook-of-mine/token-of-mine";

    @Override
    protected Sender sender(String server, HttpCaller caller) {
        return new SlackSender(
                caller,
                Secret.of(server + PATH),
                new MessageWriter(Severities.standard(), SlackSender.MARKUP),
                new ManualClock(Routed.NOON));
    }

    @Override
    protected Act taken(Request request) {
        return new Act.Answer(200, "ok");
    }

    @Override
    protected List<String> secrets() {
        return List.of("team-of-mine", "hook-of-mine", "token-of-mine");
    }

    @Override
    protected List<Row> table() {
        return rows("""
                200 | ok                                  | delivered
                200 | <html>Log in</html>                 | retry, unknown
                204 |                                     | retry, unknown
                302 |                                     | suspended
                400 | invalid_payload                     | refused
                400 | no_text                             | refused
                400 | too_many_attachments                | refused
                400 | msg_too_long                        | refused
                400 | user_not_found                      | suspended
                400 | {"id":"web.incoming_webhook.parse"} | refused
                400 | {"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook."} | suspended
                501 | {"id":"web.incoming_webhook.disabled.app_error","message":"Disabled."} | suspended
                501 |                                     | retry, unknown
                401 |                                     | suspended
                403 | action_prohibited                   | suspended
                403 | invalid_token                       | suspended
                403 | posting_to_general_channel_denied   | suspended
                404 | channel_not_found                   | suspended
                404 | no_service                          | suspended
                404 | no_team                             | suspended
                405 |                                     | suspended
                408 |                                     | retry
                410 | channel_is_archived                 | suspended
                413 |                                     | refused
                425 |                                     | retry
                429 | rate_limited                        | retry
                500 | rollup_error                        | retry, unknown
                502 |                                     | retry, unknown
                503 |                                     | retry, unknown
                """);
    }

    @Test
    void anAlertThatCannotBePutIntoWordsIsRefusedAndNotThrown() {
        RoutedAlert good = Routed.firing("a");
        RoutedAlert endless = new RoutedAlert(
                good.received(),
                good.severity(),
                good.receivers(),
                good.group(),
                1,
                1,
                good.reason(),
                Instant.MAX,
                Instant.MAX);
        assertThat(sender().send(Attempts.first(endless))).isInstanceOf(Outcome.Refused.class);
        assertThat(peer.requests()).isEmpty();
    }

    /** Else what keeps every alert out, a rule about attachments say, would let the probe pass and park them all. */
    @Test
    void aProbeHasEveryPartThatAnAlertHas() {
        sender().probe();
        assertThat(arrived()).contains("\"title\"", "\"title_link\"", "\"text\"", "\"mrkdwn_in\"", "\"color\"");
    }

    private String posted(Form form, Occasion occasion) {
        Attempt usual = Attempts.first(Routed.firing("web-1"));
        sender().send(new Attempt(
                usual.notification(), usual.messageId(), 1, usual.since(), usual.fate(), form, occasion));
        return peer.requests().getLast().body();
    }

    @Test
    void aMessageSaysWhyItIsToldHere() {
        for (Form form : Form.values()) {
            assertThat(posted(form, new Occasion.InsteadOf("payments")))
                    .contains("[FIRING:1] HostDown\\n(in place of payments, which takes no messages)");
            assertThat(posted(form, new Occasion.AfterOutage("oncall")))
                    .contains("\"text\":\"While you were away, told at oncall meanwhile:\\n🔴 [FIRING:1] HostDown");
        }
    }
}
