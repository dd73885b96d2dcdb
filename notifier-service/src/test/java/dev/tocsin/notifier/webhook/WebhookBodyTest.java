package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.webhook.WebhookBody.WebhookAlert;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookBodyTest {
    private static WebhookBody body(RoutedAlert... batch) {
        return WebhookBody.of("oncall", Attempts.first(batch).notification(), Form.RICH);
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

    @ParameterizedTest
    @EnumSource
    void aReplayBringsThePresentAndIsNeverBare(Form form) {
        Routed alert = Routed.alert("A").annotation("summary", "s");
        RoutedAlert over = Replays.over(alert.label("i", "1"));
        WebhookBody body = WebhookBody.of("oncall", Attempts.first(over).notification(), form);
        assertThat(body.status()).isEqualTo("resolved");
        assertThat(body.alerts()).singleElement().satisfies(ended -> {
            assertThat(ended.status()).isEqualTo("resolved");
            assertThat(ended.startsAt()).isEqualTo("2026-03-02T12:00:00Z");
            assertThat(ended.endsAt()).isEqualTo("2026-03-02T13:05:00Z");
            assertThat(ended.annotations())
                    .containsEntry("tocsin_replayed", "r1")
                    .containsEntry(
                            "tocsin_replay_history",
                            "missed: fired 2026-03-02 12:00:00 UTC, resolved 13:05:00;"
                                    + " now: over since 13:05:00 (as of 2026-03-03 08:12:00 UTC)");
            assertThat(ended.annotations().containsKey("summary")).isEqualTo(form == Form.RICH);
        });
        assertThat(body.commonAnnotations()).containsEntry("tocsin_replayed", "r1");
    }

    @Test
    void aReplayOfAnEndFiresWhenTheAlertDoes() {
        WebhookBody body = body(Replays.of(
                Routed.alert("A").resolvedAfter(Duration.ofMinutes(5)).told(),
                Replays.firing("12:30", 3),
                Replays.missed(Reason.RESOLVED, "12:05")));
        assertThat(body.status()).isEqualTo("firing");
        assertThat(body.alerts().getFirst())
                .returns("firing", WebhookAlert::status)
                .returns("2026-03-02T12:30:00Z", WebhookAlert::startsAt)
                .returns("0001-01-01T00:00:00Z", WebhookAlert::endsAt);
    }

    @Test
    void whatWasForgottenEndedWhenItSaidOrElseWhenThatWasFound() {
        WebhookBody body = body(
                Replays.of(
                        Routed.alert("A").resolvedAfter(Duration.ofMinutes(5)).told(),
                        Replays.unknown(Replays.MORNING),
                        Replays.missed(Reason.RESOLVED, "12:05")),
                Replays.of(
                        Routed.alert("B").told(),
                        Replays.unknown(Replays.MORNING),
                        Replays.missed(Reason.FIRING, "12:00")));
        assertThat(body.alerts()).extracting(WebhookAlert::status).containsOnly("resolved");
        assertThat(body.alerts())
                .extracting(WebhookAlert::endsAt)
                .containsExactly("2026-03-02T12:05:00Z", "2026-03-03T08:12:00Z");
    }

    @Test
    void anAlertThatTwoReplaysBringStandsTwiceWithItsHistories() {
        WebhookBody body = body(
                Replays.of(
                        "r1", Routed.firing("a"), Replays.firing("12:00", 1), Replays.missed(Reason.FIRING, "12:00")),
                Replays.of(
                        "r2", Routed.firing("a"), Replays.ended("13:05", 2), Replays.missed(Reason.RESOLVED, "13:05")));
        assertThat(body.alerts())
                .extracting(alert -> alert.annotations().get("tocsin_replayed"))
                .containsExactly("r1", "r2");
    }

    @Test
    void whatIsNoLongerHeardOfHasEndedWhenThatWasNoticed() {
        WebhookAlert alert =
                body(Routed.alert("A").because(Reason.EXPIRED).told()).alerts().getFirst();
        assertThat(alert.status()).isEqualTo("resolved");
        assertThat(alert.endsAt()).isEqualTo("2026-03-02T12:00:00Z");
    }
}
