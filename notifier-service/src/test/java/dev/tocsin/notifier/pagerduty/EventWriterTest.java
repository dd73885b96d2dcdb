package dev.tocsin.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.pagerduty.PagerDutyEvent.Link;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class EventWriterTest {
    private final EventWriter writer = new EventWriter(Secret.of("key"), Severities.standard());

    private PagerDutyEvent event(RoutedAlert told) {
        return writer.event(told, Form.RICH, Occasion.usual());
    }

    @Test
    void anAlertIsAnEvent() {
        PagerDutyEvent event = event(Routed.alert("DiskFull")
                .label("instance", "db-1")
                .label("job", "node")
                .annotation("summary", "The disk is full")
                .annotation("runbook_url", "https://runbooks.example.org/disk")
                .from("javascript:alert(1)")
                .told());
        assertThat(event.action()).isEqualTo("trigger");
        assertThat(event.payload().summary()).isEqualTo("The disk is full");
        assertThat(event.payload().source()).isEqualTo("db-1");
        assertThat(event.payload().component()).isEqualTo("node");
        assertThat(event.payload().type()).isEqualTo("DiskFull");
        assertThat(event.payload().group()).isEqualTo("{alertname=\"DiskFull\"}");
        assertThat(event.payload().timestamp()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(event.payload().details())
                .containsEntry("instance", "db-1")
                .containsEntry("summary", "The disk is full");
        assertThat(event.links()).containsExactly(new Link("https://runbooks.example.org/disk", "Runbook"));
    }

    @Test
    void firingRepeatAndEndAreAboutTheSameIncident() {
        PagerDutyEvent firing = event(Routed.firing("a"));
        PagerDutyEvent repeat = event(Routed.alert("HostDown")
                .label("instance", "a")
                .seq(2)
                .because(Reason.REPEAT)
                .told());
        PagerDutyEvent end = event(Routed.alert("HostDown")
                .label("instance", "a")
                .episode(2)
                .seq(3)
                .resolvedAfter(Duration.ofMinutes(1))
                .told());
        assertThat(repeat.dedupKey()).isEqualTo(firing.dedupKey());
        assertThat(repeat.action()).isEqualTo("trigger");
        assertThat(end.dedupKey()).isEqualTo(firing.dedupKey());
        assertThat(end.action()).isEqualTo("resolve");
        assertThat(event(Routed.firing("b")).dedupKey()).isNotEqualTo(firing.dedupKey());
    }

    @ParameterizedTest
    @CsvSource({"critical, critical", "warning, warning", "info, info", "error, error", "gone, info"})
    void severitiesAreThoseOfPagerDuty(String name, String expected) {
        assertThat(event(Routed.alert("A").severity(name).told()).payload().severity())
                .isEqualTo(expected);
    }

    @Test
    void textAloneHasNeitherDetailsNorLinks() {
        PagerDutyEvent event =
                writer.event(Routed.alert("A").from("http://prometheus:9090").told(), Form.PLAIN, Occasion.usual());
        assertThat(event.payload().details()).isEmpty();
        assertThat(event.links()).isEmpty();
    }

    @Test
    void theLargestAlertStaysBelowPagerDutysLimit() {
        Routed alert = Routed.alert("A").annotation("summary", "日".repeat(10_000));
        for (int i = 0; i < 300; i++) {
            alert.label("日".repeat(300) + i, "日".repeat(5000));
        }
        PagerDutyEvent event = event(alert.told());
        assertThat(event.payload().summary()).hasSize(1024);
        assertThat(JsonMapper.builder().build().writeValueAsString(event).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(512 << 10);
    }

    @ParameterizedTest
    @EnumSource
    void whyItIsToldStandsInTheSummaryAndInTheDetails(Form form) {
        RoutedAlert told =
                Routed.alert("A").annotation("summary", "The disk is full").told();
        PagerDutyEvent instead = writer.event(told, form, new Occasion.InsteadOf("payments"));
        assertThat(instead.payload().summary())
                .isEqualTo("The disk is full (in place of payments, which takes no messages)");
        assertThat(instead.payload().details()).containsEntry("tocsin_in_place_of", "payments");
        PagerDutyEvent late = writer.event(told, form, new Occasion.AfterOutage("oncall"));
        assertThat(late.payload().summary())
                .isEqualTo("While you were away, told at oncall meanwhile: The disk is full");
        assertThat(late.payload().details()).containsEntry("tocsin_told_meanwhile_at", "oncall");
        assertThat(late.dedupKey()).isEqualTo(event(told).dedupKey());
    }

    @Test
    void aLongSummaryIsNotCutForIt() {
        Routed alert = Routed.alert("A").annotation("summary", "s".repeat(1000));
        for (int i = 0; i < 100; i++) {
            alert.label("label" + i, "x");
        }
        PagerDutyEvent event = writer.event(alert.told(), Form.RICH, new Occasion.InsteadOf("payments"));
        assertThat(event.payload().summary()).isEqualTo("s".repeat(1000));
        assertThat(event.payload().details()).containsEntry("tocsin_in_place_of", "payments");
    }

    @ParameterizedTest
    @EnumSource
    void aReplayBringsTheIncidentToThePresent(Form form) {
        Routed alert = Routed.alert("A").annotation("summary", "The disk is full");
        RoutedAlert told = alert.told();
        PagerDutyEvent open = writer.event(Replays.open(alert), form, Occasion.usual());
        assertThat(open.action()).isEqualTo("trigger");
        assertThat(open.dedupKey()).isEqualTo(event(told).dedupKey());
        assertThat(open.payload().summary()).isEqualTo("[REPLAYED] The disk is full");
        assertThat(open.payload().details())
                .containsEntry("tocsin_replayed", "r1")
                .hasEntrySatisfying(
                        "tocsin_replay_history",
                        history -> assertThat(history)
                                .startsWith("missed: fired 2026-03-02 12:00:00 UTC; now: still fires, since"));

        PagerDutyEvent over = writer.event(Replays.over(alert), form, Occasion.usual());
        assertThat(over.action()).isEqualTo("resolve");
        assertThat(over.dedupKey()).isEqualTo(open.dedupKey());
        PagerDutyEvent forgotten = writer.event(
                Replays.of(told, Replays.unknown(Replays.MORNING), Replays.missed(Reason.FIRING, "12:00")),
                form,
                Occasion.usual());
        assertThat(forgotten.action()).isEqualTo("resolve");
    }

    @Test
    void aReplayOfAnEndOpensTheIncidentOfAnAlertThatFires() {
        PagerDutyEvent event = event(Replays.of(
                Routed.alert("A").resolvedAfter(Duration.ofMinutes(5)).told(),
                Replays.firing("12:30", 3),
                Replays.missed(Reason.RESOLVED, "12:05")));
        assertThat(event.action()).isEqualTo("trigger");
        assertThat(event.payload().timestamp()).isEqualTo("2026-03-02T12:30:00Z");
    }

    @Test
    void aLongSummaryGivesWayToWhatSaysThatItIsAReplay() {
        Routed alert = Routed.alert("A").annotation("summary", "s".repeat(2_000));
        IntStream.range(0, 100).forEach(i -> alert.label("label" + i, "x"));
        PagerDutyEvent event = event(Replays.open(alert));
        assertThat(event.payload().summary())
                .hasSize(1024)
                .startsWith("[REPLAYED] sss")
                .endsWith("… (cut)");
        assertThat(event.payload().details()).containsKeys("tocsin_replayed", "tocsin_replay_history");
    }

    @Test
    void anEventPrintsWithoutTheKey() {
        assertThat(new EventWriter(Secret.of("key-of-mine"), Severities.standard())
                        .event(Routed.firing("a"), Form.RICH, Occasion.usual())
                        .toString())
                .doesNotContain("key-of-mine");
    }
}
