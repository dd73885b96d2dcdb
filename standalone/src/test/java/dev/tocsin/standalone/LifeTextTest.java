package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AlertAnswer;
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
