package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.webhook.WebhookBody.WebhookAlert;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WebhookBodyTest {
    private static WebhookBody body(RoutedAlert... batch) {
        return WebhookBody.of("oncall", Attempts.first(batch).notification());
    }

    @Test
    void isWhatAlertmanagerSends() {
        String json = JsonMapper.builder()
                .build()
                .writeValueAsString(body(Routed.alert("HostDown")
                        .label("instance", "a")
                        .annotation("summary", "gone")
                        .from("http://prometheus:9090/graph")
                        .told()));
        assertThat(json).isEqualTo("""
                        {"version":"4","groupKey":"{}:{alertname=\\"HostDown\\"}","truncatedAlerts":0,"status":"firing",\
                        "receiver":"oncall","groupLabels":{"alertname":"HostDown"},\
                        "commonLabels":{"alertname":"HostDown","instance":"a"},"commonAnnotations":{"summary":"gone"},\
                        "externalURL":"","alerts":[{"status":"firing","labels":{"alertname":"HostDown","instance":"a"},\
                        "annotations":{"summary":"gone"},"startsAt":"2026-03-02T12:00:00Z","endsAt":"0001-01-01T00:00:00Z",\
                        "generatorURL":"http://prometheus:9090/graph","fingerprint":"%s"}]}""".formatted(Routed.alert("HostDown")
                .label("instance", "a")
                .told()
                .identity()
                .fingerprint()));
    }

    @Test
    void groupsOfAMessageAreOneBodyWithWhatTheyShare() {
        WebhookBody body = body(
                Routed.alert("A").group(Map.of("team", "x", "alertname", "A")).told(),
                Routed.alert("B").group(Map.of("team", "x", "alertname", "B")).told());
        assertThat(body.groupLabels()).containsExactly(Map.entry("team", "x"));
        assertThat(body.groupKey()).isEqualTo("{}:{team=\"x\"}");
        assertThat(body.commonLabels()).isEmpty();
        assertThat(body.alerts()).hasSize(2);
    }

    @Test
    void anAlertOfTwoGroupsStandsOnceInItsLastState() {
        WebhookBody body = body(
                Routed.alert("A")
                        .group(Map.of("g", "1"))
                        .seq(2)
                        .resolvedAfter(Duration.ofMinutes(5))
                        .told(),
                Routed.alert("A").group(Map.of("g", "2")).seq(1).told());
        assertThat(body.alerts()).extracting(WebhookAlert::status).containsExactly("resolved");
        assertThat(body.status()).isEqualTo("resolved");
    }

    @Test
    void itFiresAsLongAsOneFires() {
        WebhookBody body = body(
                Routed.firing("a"),
                Routed.alert("HostDown")
                        .label("instance", "b")
                        .resolvedAfter(Duration.ofMinutes(5))
                        .told());
        assertThat(body.status()).isEqualTo("firing");
        assertThat(body.alerts())
                .extracting(WebhookAlert::endsAt)
                .containsExactly("0001-01-01T00:00:00Z", "2026-03-02T12:05:00Z");
    }

    @Test
    void whatIsNoLongerHeardOfHasEndedWhenThatWasNoticed() {
        WebhookAlert alert =
                body(Routed.alert("A").because(Reason.EXPIRED).told()).alerts().getFirst();
        assertThat(alert.status()).isEqualTo("resolved");
        assertThat(alert.endsAt()).isEqualTo("2026-03-02T12:00:00Z");
    }
}
