package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocketChatMessageTest {
    private final MessageWriter writer = new MessageWriter(Severities.standard(), Untrusted::inMarkup);

    private RocketChatMessage message(RoutedAlert... batch) {
        return RocketChatMessage.of(writer.write(Notification.of(List.of(batch))));
    }

    private static Routed captcha(String instance) {
        return Routed.alert("CaptchaServiceDown")
                .label("instance", instance)
                .label("job", "captcha")
                .label("severity", "critical")
                .annotation("summary", "Captcha is down on " + instance)
                .annotation("description", "No answer since five minutes.\nNobody can sign in.")
                .annotation("runbook_url", "https://runbooks.example.org/captcha")
                .annotation("dashboard_url", "https://grafana.example.org/d/captcha")
                .from("http://prometheus:9090/graph?g0.expr=up");
    }

    @Test
    void oneFiringAlert() throws IOException {
        Golden.check("one-firing", message(captcha("web-1").told()));
    }

    @Test
    void twoFiringAlertsOfOneGroupShowWhatDiffers() throws IOException {
        Golden.check(
                "two-firing", message(captcha("web-1").told(), captcha("web-2").told()));
    }

    @Test
    void aResolvedAlertSaysHowLongItLasted() throws IOException {
        Golden.check(
                "resolved",
                message(captcha("web-1")
                        .resolvedAfter(Duration.ofSeconds(7_384))
                        .told()));
    }

    @Test
    void firingComesBeforeResolvedAndWhatFiredAndEndedIsOneLine() throws IOException {
        Golden.check(
                "mixed",
                message(
                        captcha("web-1").resolvedAfter(Duration.ofMinutes(5)).told(),
                        captcha("web-2").told(),
                        captcha("web-3").told(),
                        captcha("web-3")
                                .seq(2)
                                .resolvedAfter(Duration.ofSeconds(40))
                                .told()));
    }

    @Test
    void refiredRepeatedAndExpiredSaySo() throws IOException {
        Golden.check(
                "other-reasons",
                message(
                        captcha("web-1").because(Reason.REFIRED).told(),
                        captcha("web-2").because(Reason.REPEAT).told(),
                        captcha("web-3").because(Reason.EXPIRED).told()));
    }

    @Test
    void aReplayTellsWhatWasAndHowItIs() throws IOException {
        RoutedAlert often = Replays.of(captcha("web-3").told(), Replays.longHistory(Replays.ended("23:25", 9)));
        Golden.check("replayed", message(Replays.over(captcha("web-1")), Replays.open(captcha("web-2")), often));
    }

    @Test
    void nothingInAReplayPingsLinksOrBreaks() throws IOException {
        Golden.check(
                "nasty-replayed",
                message(Replays.open(Routed.alert("@all <https://evil.example|click> `x`")
                        .label("instance", "@here [a](http://evil.example)\n\n\n# big")
                        .annotation("summary", "🔴 [FIRING:1] @all \u202egnp.exe\u202c")
                        .annotation("description", "now: over\n<script>alert(1)</script>"))));
    }

    @Test
    void sixtyAlertsAreTenInFullAndFiftyInBrief() throws IOException {
        RoutedAlert[] batch =
                IntStream.range(0, 60).mapToObj(i -> captcha("web-" + i).told()).toArray(RoutedAlert[]::new);
        Golden.check("sixty", message(batch));
    }

    @Test
    void nothingInALabelPingsLinksOrBreaks() throws IOException {
        Golden.check(
                "nasty",
                message(Routed.alert("@all <https://evil.example|click> `x`")
                        .label("instance", "@here [a](http://evil.example)\n\n\n# big")
                        .label("bad\u202ename", "\u0000\u200b\ud83d")
                        .annotation("summary", "@all \u202egnp.exe\u202c")
                        .annotation("description", "<script>alert(1)</script>\n".repeat(3))
                        .annotation("runbook_url", "javascript:alert(1)")
                        .annotation("dashboard_url", "https://user:pass@evil.example/")
                        .from("not an address")
                        .told()));
    }

    @Test
    void groupsAreSectionsAndTheFirstLineCountsThem() throws IOException {
        Golden.check(
                "groups",
                message(
                        captcha("web-1").told(),
                        Routed.alert("DiskFull").label("instance", "db-1").told(),
                        captcha("web-2").told()));
    }

    @Test
    void aGroupOfOtherLabelsIsNamedByThem() throws IOException {
        Map<String, String> group = Map.of("cluster", "eu-1");
        Golden.check(
                "group-of-labels",
                message(
                        captcha("web-1").label("cluster", "eu-1").group(group).told(),
                        Routed.alert("DiskFull")
                                .label("cluster", "eu-1")
                                .group(group)
                                .told()));
    }

    @Test
    void whatAGroupHasInCommonBesidesTheNameIsSaidOnce() throws IOException {
        Map<String, String> group = Map.of("alertname", "CaptchaServiceDown", "cluster", "eu-1");
        Golden.check(
                "group-of-name-and-label",
                message(
                        captcha("web-1").label("cluster", "eu-1").group(group).told(),
                        captcha("web-2").label("cluster", "eu-1").group(group).told()));
    }

    @Test
    void theFirstLineSaysHowUrgentItIs() {
        assertThat(message(Routed.alert("A").told()).text()).isEqualTo("🔴 [FIRING:1] A");
        assertThat(message(Routed.alert("A").severity("warning").told()).text()).isEqualTo("🟠 [FIRING:1] A");
        assertThat(message(Routed.alert("A").severity("info").told()).text()).isEqualTo("🔵 [FIRING:1] A");
        assertThat(message(Routed.alert("A").severity("gone").told()).text()).isEqualTo("🔵 [FIRING:1] A");
        assertThat(message(Routed.alert("A").resolvedAfter(Duration.ofDays(1)).told())
                        .text())
                .isEqualTo("✅ [RESOLVED:1] A");
    }

    @Test
    void anAlertWithoutANameHasAMessageToo() {
        Routed nameless = Routed.alert("x").group(Map.of());
        RoutedAlert told = nameless.label("alertname", " ").label("job", "a").told();
        assertThat(message(told).text()).isEqualTo("🔴 [FIRING:1] alert without a name");
    }
}
