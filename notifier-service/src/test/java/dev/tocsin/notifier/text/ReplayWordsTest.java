package dev.tocsin.notifier.text;

import static dev.tocsin.notifier.Replays.MORNING;
import static dev.tocsin.notifier.Replays.ended;
import static dev.tocsin.notifier.Replays.firing;
import static dev.tocsin.notifier.Replays.missed;
import static dev.tocsin.notifier.Replays.told;
import static dev.tocsin.notifier.Replays.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.notifier.Replays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayWordsTest {
    /** Below this, what was missed last and the present must stand. */
    private static final int ENOUGH = 200;

    private static ReplayWords words(Present present, Past... history) {
        return new ReplayWords(new Replay("r1", List.of(history), 0, present, List.of(), List.of()));
    }

    @Test
    void whatWasMissedAndHowItIsAreLines() {
        assertThat(words(
                                ended("22:31", 4),
                                missed(Reason.FIRING, "21:40"),
                                missed(Reason.RESOLVED, "21:55"),
                                missed(Reason.REFIRED, "22:10"),
                                missed(Reason.RESOLVED, "22:31"))
                        .lines())
                .isEqualTo("""
                        missed: fired 2026-03-02 21:40:00 UTC, resolved 21:55:00, fired again 22:10:00, resolved 22:31:00
                        now: over since 2026-03-02 22:31:00 UTC (as of 2026-03-03 08:12:00 UTC)""");
    }

    @Test
    void theDayIsSaidAgainWhenAnotherHasBegun() {
        Past next = new Past(Reason.EXPIRED, MORNING.minus(Duration.ofHours(1)), true);
        assertThat(words(new Present(State.FIRING, MORNING.minusSeconds(60), 9, MORNING), next)
                        .lines())
                .isEqualTo("""
                        missed: no longer heard of 2026-03-03 07:12:00 UTC
                        now: still fires, since 2026-03-03 08:11:00 UTC (as of 08:12:00)""");
        assertThat(words(unknown(MORNING), missed(Reason.REPEAT, "21:40"), next).lines())
                .isEqualTo("""
                        missed: still fired 2026-03-02 21:40:00 UTC, no longer heard of 2026-03-03 07:12:00 UTC
                        now: not known any more (as of 2026-03-03 08:12:00 UTC)""");
    }

    @Test
    void whatTheReceiverWasToldIsMarked() {
        assertThat(words(firing("21:40", 1), told(Reason.FIRING, "21:40"), missed(Reason.RESOLVED, "21:55"))
                        .lines())
                .startsWith("history: fired 2026-03-02 21:40:00 UTC (told), resolved 21:55:00 (missed)\n");
        assertThat(words(firing("21:40", 1), told(Reason.FIRING, "21:40")).lines())
                .startsWith("told before: fired 2026-03-02 21:40:00 UTC\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FIRING  | now: still fires (as of 2026-03-03 08:12:00 UTC)
            ENDED   | now: over (as of 2026-03-03 08:12:00 UTC)
            UNKNOWN | now: not known any more (as of 2026-03-03 08:12:00 UTC)
            """)
    void sinceWhenIsNotSaidWhenItIsNotKnown(State state, String expected) {
        assertThat(words(new Present(state, MORNING, 0, MORNING), missed(Reason.FIRING, "12:00"))
                        .lines())
                .endsWith("\n" + expected);
    }

    @Test
    void ofALongHistoryTheFirstAndTheLastAreSaidAndHowManyAreBetween() {
        assertThat(new ReplayWords(Replays.longHistory(unknown(MORNING))).lines())
                .isEqualTo("""
                        missed: fired again 2026-03-02 12:00:00 UTC, resolved 12:05:00, fired again 12:10:00 · 132 more · \
                        resolved 23:15:00, fired again 23:20:00, resolved 23:25:00
                        now: not known any more (as of 2026-03-03 08:12:00 UTC)""");
    }

    @Test
    void whatWasMissedLastIsSaidWhereverItStands() {
        Past[] history = IntStream.range(0, 20)
                .mapToObj(i -> i == 9 ? missed(Reason.RESOLVED, "21:55") : told(Reason.REPEAT, "21:00"))
                .toArray(Past[]::new);
        assertThat(words(firing("12:00", 1), history).lines())
                .contains(" · 6 more · resolved 21:55:00 (missed) · 7 more · still fired 21:00:00 (told), ");
        assertThat(words(firing("12:00", 1), history).line(ENOUGH))
                .isEqualTo("history: still fired 2026-03-02 21:00:00 UTC (told) · 8 more · resolved 21:55:00 (missed)"
                        + " · 9 more · still fired 21:00:00 (told); now: still fires, since 12:00:00"
                        + " (as of 2026-03-03 08:12:00 UTC)");
        assertThat(words(firing("12:00", 1), history).line(150))
                .isEqualTo("history: 9 others · resolved 2026-03-02 21:55:00 UTC (missed) · 10 more;"
                        + " now: still fires, since 12:00:00 (as of 2026-03-03 08:12:00 UTC)");
    }

    @Test
    void onOneLineThereAreAsManyAsFit() {
        Replay replay = Replays.longHistory(unknown(MORNING));
        assertThat(new ReplayWords(replay).line(1_000)).contains("12:00:00 UTC, resolved 12:05:00", " · 132 more · ");
        assertThat(new ReplayWords(replay).line(ENOUGH))
                .startsWith("missed: fired again 2026-03-02 12:00:00 UTC, resolved 12:05:00 · 134 more · fired again ");
        assertThat(new ReplayWords(replay).line(140))
                .startsWith("missed: fired again 2026-03-02 12:00:00 UTC · 136 more · resolved 23:25:00; now");
        assertThat(new ReplayWords(replay).line(120))
                .startsWith("missed: 137 others · resolved 2026-03-02 23:25:00 UTC; now");
    }

    @Test
    void theWholeOfItHasAllThatIsKnown() {
        String whole = new ReplayWords(Replays.longHistory(unknown(MORNING))).whole();
        assertThat(whole.split("resolved|fired again", -1)).hasSize(39);
        assertThat(whole)
                .contains(" · 100 more · ")
                .endsWith("; now: not known any more (as of 2026-03-03 08:12:00 UTC)");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsEverCutThatIsSaidLast(State state) {
        Instant far = Instant.parse("9999-12-31T23:59:59Z");
        Present present = new Present(state, far, 1, MORNING);
        for (Reason reason : Reason.values()) {
            List<Past> history = IntStream.range(0, 38)
                    .mapToObj(i -> new Past(reason, Instant.EPOCH.plus(Duration.ofDays(i)), i == 25))
                    .toList();
            String line =
                    new ReplayWords(new Replay("r1", history, 10_000_000, present, List.of(), List.of())).line(ENOUGH);
            assertThat(line)
                    .hasSizeLessThanOrEqualTo(ENOUGH)
                    .contains("1970-01-26 00:00:00 UTC (missed)")
                    .endsWith("(as of 2026-03-03 08:12:00 UTC)");
        }
    }
}
