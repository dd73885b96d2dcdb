package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.alert;
import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.labels;
import static dev.tocsin.model.Sample.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.RepeatDue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardB12AlternatingRepeatsTest {
    private static final Instant START = at("00:00");
    private final Story story = new Story();

    @ParameterizedTest(name = "{0} every {1}")
    @CsvSource({"critical,PT30M", "warning,PT1H", "info,PT3H", "unheard-of,PT1H"})
    void repeatIsDueAtNineTenthsOfTheSeveritysInterval(String severity, Duration interval) {
        Instant due = START.plus(interval.multipliedBy(9).dividedBy(10));

        for (Instant when : new Instant[] {START, due.minusMillis(1), due, due.plusSeconds(1)}) {
            Decision decision = story.hears(new Incoming(
                    received(alert(labels("alertname=A", "severity=" + severity), START, null)), when));
            assertThat(Story.word(decision))
                    .isEqualTo(when.equals(START) ? "NewFiring" : when.equals(due) ? "RepeatDue" : "Duplicate");
        }
    }

    @Test
    void repeatsAtTheSameIntervalAreAllTold() {
        story.hears(firing(START, START));
        for (int i = 1; i <= 20; i++) {
            // A little early, a little late, in turn.
            Instant when = START.plus(Duration.ofMinutes(30L * i)).plusMillis(i % 2 == 0 ? 100 : -100);
            assertThat(story.hears(firing(START, when))).isInstanceOf(RepeatDue.class);
        }
    }

    @Test
    void backlogTellsOneRepeat() {
        story.hears(firing(START, START));
        Instant now = START.plus(Duration.ofHours(10));

        assertThat(story.hears(firing(START, START.plus(Duration.ofMinutes(30))), now))
                .isInstanceOf(RepeatDue.class);
        for (int i = 2; i <= 20; i++) {
            Instant when = START.plus(Duration.ofMinutes(30L * i));
            assertThat(story.hears(firing(START, when), now.plusMillis(i))).isInstanceOf(Duplicate.class);
        }
    }

    @Test
    void sourceThatSpeaksEveryMinuteIsRepeatedAtNineTenths() {
        story.hears(firing(START, START));
        long told = 0;
        for (int minute = 1; minute <= 270; minute++) {
            Instant when = START.plus(Duration.ofMinutes(minute));
            told += story.hears(firing(START, when)) instanceof RepeatDue ? 1 : 0;
        }

        assertThat(told).isEqualTo(10);
    }

    @Test
    void lastTellingInTheFutureDoesNotSilenceForSoLong() {
        // It was told by a router whose clock was a day ahead.
        story.hears(firing(START, START), START.plus(Duration.ofDays(1)));

        assertThat(story.hears(firing(START, at("00:01")), at("00:01"))).isInstanceOf(RepeatDue.class);
        assertThat(story.hears(firing(START, at("00:02")), at("00:02"))).isInstanceOf(Duplicate.class);
        assertThat(story.hears(firing(START, at("00:30")), at("00:30"))).isInstanceOf(RepeatDue.class);
    }
}
