package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AlertAnswer;
import dev.tocsin.history.answer.PlaceAnswer;
import dev.tocsin.history.answer.StepAnswer;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 ms",
        "PT0.25S, 250 ms",
        "PT4.25S, 4.2 s",
        "PT3M5S, 3 min 5 s",
        "PT3M, 3 min",
        "PT2H10M, 2 h 10 min",
        "P3DT4H, 3 d 4 h"
    })
    void saysALengthInTwoUnits(Duration length, String words) {
        assertThat(LifeText.length(length)).isEqualTo(words);
    }

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static String text(StepAnswer step) {
        StringWriter written = new StringWriter();
        new LifeText(new PrintWriter(written), ZoneOffset.UTC, NOON)
                .print(new AlertAnswer("a|1", "a", "1", Map.of(), null, false, 0, List.of(step), List.of(), null));
        return written.toString();
    }

    private static StepAnswer ended(Reason reason, End end, String detail, @Nullable String first) {
        String replay = reason == Reason.REPLAY ? "r1" : null;
        return new StepAnswer.Ended(
                NOON, 7, reason, "payments", end, 2, "m1", detail, "alerts.critical-0@9", first, replay, false);
    }

    private static final Instant LATER = NOON.minusSeconds(50);

    private static String text(PlaceAnswer.@Nullable Plan plan, PlaceAnswer.@Nullable Failing failing) {
        StringWriter written = new StringWriter();
        PlaceAnswer place = new PlaceAnswer(
                7,
                Reason.FIRING,
                "payments",
                NOON.minusSeconds(90),
                "alerts.critical-0@9",
                PlaceAnswer.State.WAITING,
                null,
                new PlaceAnswer.Waiting(2, plan, failing));
        new LifeText(new PrintWriter(written), ZoneOffset.UTC, NOON)
                .print(new AlertAnswer("a|1", "a", "1", Map.of(), null, false, 0, List.of(), List.of(place), null));
        return written.toString().lines().reduce((first, last) -> last).orElseThrow();
    }

    private static PlaceAnswer.Failing failing(Instant since, boolean own) {
        return new PlaceAnswer.Failing("503 Service\u001b[2J Unavailable", LATER, since, "alerts.critical-0@7", own);
    }

    @Test
    void saysWhyItWaits() {
        PlaceAnswer.Plan plan = new PlaceAnswer.Plan(7, NOON.minusSeconds(80), NOON.plusSeconds(10), "m1");
        assertThat(text(plan, failing(NOON.minusSeconds(70), true)))
                .isEqualTo("now: firing at payments waits for 1 min 30 s, attempt 6 at 2026-03-02 11:59:10.000,"
                        + " the last answer: 503 Service[2J Unavailable, failing since 2026-03-02 11:58:50.000;"
                        + " the next not before 2026-03-02 12:00:10.000, message m1");
        assertThat(text(plan, failing(LATER, true)))
                .endsWith("the last answer: 503 Service[2J Unavailable; the next not before 2026-03-02 12:00:10.000,"
                        + " message m1");
        assertThat(text(plan, failing(LATER, false)))
                .endsWith(", attempt 7 is next, not before 2026-03-02 12:00:10.000; the first was at"
                        + " 2026-03-02 11:58:40.000, message m1; the receiver did not take alerts.critical-0@7 at"
                        + " 2026-03-02 11:59:10.000, the last answer: 503 Service[2J Unavailable");
        assertThat(text(null, failing(LATER, false)))
                .endsWith(
                        "waits for 1 min 30 s, no attempt yet, 2 records stand before it; the receiver did not take"
                                + " alerts.critical-0@7 at 2026-03-02 11:59:10.000, the last answer: 503 Service[2J Unavailable");
    }

    @Test
    void whereNoFailureIsKnownTheLogIsNamed() {
        PlaceAnswer.Plan plan = new PlaceAnswer.Plan(1, NOON, NOON, "m1");
        assertThat(text(plan, null)).endsWith("message m1; why stands in the notifier's log: messages are waiting");
        assertThat(text(null, null)).endsWith("before it; why stands in the notifier's log: messages are waiting");
    }

    @Test
    void saysWhatAReplayPutInLine() {
        assertThat(text(new StepAnswer.Routed(
                        NOON,
                        7,
                        Reason.REPLAY,
                        "critical",
                        List.of("payments"),
                        Map.of("alertname", "HostDown"),
                        1,
                        "alerts.critical-0@9",
                        "r1")))
                .contains("2026-03-02 12:00:00.000", "put in line by replay r1, critical, to payments, group ");
    }

    @Test
    void saysWhatBecameOfAReplay() {
        assertThat(text(ended(Reason.REPLAY, End.DELIVERED, "m1", null)))
                .contains("payments: told again by replay r1, attempt 2, message m1\n");
        assertThat(text(ended(Reason.REPLAY, End.PARKED, "400 no", null)))
                .contains("payments: given up, and not told again by replay r1, attempt 2, message m1, 400 no");
        assertThat(text(ended(Reason.REPLAY, End.SUPERSEDED, "m1", null)))
                .contains("payments: another record told it again by replay r1, attempt 2");
        assertThat(text(ended(Reason.REPLAY, End.REPLAYED, "r1", null)))
                .contains("payments: replay r1 told what stands at alerts.critical-0@9\n");
        assertThat(text(ended(Reason.REPLAY, End.REPLAYED, "r1", "alerts.critical-0@4")))
                .contains("payments: replay r1 told what stands from alerts.critical-0@4 to alerts.critical-0@9\n");
        assertThat(text(ended(Reason.FIRING, End.DELIVERED, "m1", null)))
                .contains("payments: told (firing), attempt 2, message m1\n");
    }
}
