package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A body says why it is told where consumers of Alertmanager's webhook look: among the annotations. */
class WebhookOccasionIT {
    private static final List<String> FIELDS = List.of(
            "version",
            "groupKey",
            "truncatedAlerts",
            "status",
            "receiver",
            "groupLabels",
            "commonLabels",
            "commonAnnotations",
            "externalURL",
            "alerts");

    private final ScriptedPeer peer = new ScriptedPeer(200, "");

    @AfterEach
    void close() {
        peer.close();
    }

    private JsonNode told(Form form, Occasion occasion) {
        Attempt usual =
                Attempts.first(Routed.alert("A").annotation("summary", "gone").told(), Routed.firing("a"));
        GenericWebhookSender sender = new GenericWebhookSender(
                new HttpCaller(HttpCaller.client()),
                new GenericWebhookSender.Target("oncall", Secret.of(peer.url("/in")), Optional.empty()),
                new ManualClock(Routed.NOON));
        assertThat(sender.send(new Attempt(
                        usual.notification(),
                        usual.messageId(),
                        usual.number(),
                        usual.since(),
                        usual.fate(),
                        form,
                        occasion)))
                .isInstanceOf(Outcome.Delivered.class);
        return JsonMapper.builder().build().readTree(peer.requests().getLast().body());
    }

    @ParameterizedTest
    @EnumSource
    void whyItIsToldIsAnAnnotationOfAll(Form form) {
        JsonNode body = told(form, new Occasion.InsteadOf("payments"));
        assertThat(body.at("/commonAnnotations/tocsin_in_place_of").stringValue())
                .isEqualTo("payments");
        assertThat(body.get("alerts"))
                .hasSize(2)
                .allSatisfy(alert -> assertThat(
                                alert.at("/annotations/tocsin_in_place_of").stringValue())
                        .isEqualTo("payments"));
        assertThat(told(form, new Occasion.AfterOutage("mail"))
                        .at("/commonAnnotations/tocsin_told_meanwhile_at")
                        .stringValue())
                .isEqualTo("mail");
    }

    /** A consumer may refuse fields that Alertmanager does not have, and what it refuses is parked. */
    @ParameterizedTest
    @EnumSource
    void noFieldIsAddedToAlertmanagers(Form form) {
        assertThat(told(form, new Occasion.InsteadOf("payments")).propertyNames())
                .containsExactlyElementsOf(FIELDS);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUsualIsNotMarked(Form form) {
        assertThat(told(form, Occasion.usual()).toString()).doesNotContain("tocsin_");
    }
}
