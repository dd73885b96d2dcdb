package dev.tocsin.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
    /** Of the tellings of an alert that was first told at noon. */
    private static final long NOON = Routed.NOON.toEpochMilli();

    private static final Pattern REPLAY = Pattern.compile("replay of (\\d+), (.+)");

    private final Accepted accepted = new Accepted();

    /** {@code news 5}, {@code replay of 3, present 5} or {@code replay of 3, forgotten at 08:00}. */
    private static RoutedAlert told(String words) {
        Matcher replay = REPLAY.matcher(words);
        return replay.matches()
                ? Replays.of(news(replay.group(1)), present(replay.group(2)), Replays.missed(Reason.FIRING, "12:00"))
                : news(words.replace("news ", ""));
    }

    private static RoutedAlert news(String seq) {
        return Routed.alert("A").seq(NOON + Long.parseLong(seq)).told();
    }

    private static Present present(String words) {
        return words.startsWith("present ")
                ? Replays.firing("12:00", NOON + Long.parseLong(words.replace("present ", "")))
                : Replays.unknown(Instant.parse(words.replace("forgotten at ", "2026-03-03T") + ":00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # taken before                     | told now                          | had
            news 5                             | news 4                            | true
            news 5                             | news 5                            | true
            news 5                             | news 6                            | false
            # At the present already: the very state of it, or a later one. What was missed does not matter.
            news 5                             | replay of 3, present 5            | true
            news 7                             | replay of 3, present 5            | true
            # Not yet: a missed telling brought it there.
            news 3                             | replay of 5, present 5            | false
            # A later one than what is told again, which PagerDuty missed as well.
            news 4                             | replay of 3, present 5            | false
            # A second attempt, and a second replay.
            replay of 3, present 5             | replay of 3, present 5            | true
            replay of 3, present 5             | replay of 4, present 5            | true
            replay of 3, present 5             | replay of 3, present 6            | false
            replay of 3, present 6             | replay of 3, present 5            | true
            # It counts as the telling of the present, and not as the one that it tells again.
            replay of 3, present 5             | news 5                            | true
            replay of 3, present 5             | news 6                            | false
            replay of 5, present 8             | news 6                            | true
            # Forgotten: whatever was told before, it is over.
            news 3                             | replay of 5, forgotten at 08:00   | false
            news 5                             | replay of 5, forgotten at 08:00   | false
            news 7                             | replay of 5, forgotten at 08:00   | false
            replay of 3, present 5             | replay of 3, forgotten at 08:00   | false
            # It came back after the replay was made: 86400000 is noon of the next day.
            news 86400000                      | replay of 5, forgotten at 08:00   | true
            # A second attempt, an older replay, and a younger one.
            replay of 5, forgotten at 08:00    | replay of 5, forgotten at 08:00   | true
            replay of 5, forgotten at 08:00    | replay of 4, forgotten at 07:00   | true
            replay of 5, forgotten at 08:00    | replay of 5, forgotten at 09:00   | false
            replay of 5, forgotten at 09:00    | replay of 5, present 6            | true
            replay of 5, forgotten at 08:00    | replay of 5, present 6            | false
            # No news is swallowed for it.
            replay of 5, forgotten at 08:00    | news 6                            | false
            replay of 5, forgotten at 08:00    | news 86400000                     | false
            """)
    void row(String before, String now, boolean had) {
        accepted.add(told(before));
        assertThat(accepted.has(told(now))).isEqualTo(had);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            news 5
            replay of 3, present 5
            replay of 5, forgotten at 08:00
            """)
    void ofWhatNothingIsKnownEverythingGoesThrough(String now) {
        assertThat(accepted.has(told(now))).isFalse();
    }

    @Test
    void aTellingIsRememberedBesideAReplayThatFoundTheAlertForgotten() {
        accepted.add(told("news 5"));
        accepted.add(told("replay of 3, forgotten at 08:00"));
        assertThat(accepted.has(told("news 5"))).isTrue();
        accepted.add(told("news 86400000"));
        assertThat(accepted.has(told("replay of 3, forgotten at 08:00"))).isTrue();
    }
}
