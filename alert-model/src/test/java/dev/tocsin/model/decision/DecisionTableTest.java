package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.alert;
import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Sample;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of state against every kind of record, at the instants where the answer changes. */
class DecisionTableTest {
    enum Known {
        NOTHING,
        FIRING,
        ENDED
    }

    /** FIRING: started 10:00, heard 10:10. ENDED: the same, ended 10:20, heard 10:21. */
    private static Story known(Known known) {
        Story story = new Story();
        if (known != Known.NOTHING) {
            story.hears(firing("10:00", "10:10"));
        }
        if (known == Known.ENDED) {
            story.hears(resolved("10:00", "10:20", "10:21"));
        }
        return story;
    }

    @ParameterizedTest(name = "{0}, then firing since {1}, heard {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            NOTHING | 10:00        | 10:10        | NewFiring
            NOTHING | 09:00        | 10:10        | NewFiring
            NOTHING | 11:00        | 10:10        | NewFiring
            FIRING  | 10:00        | 10:10        | Duplicate
            FIRING  | 10:00        | 10:11        | Duplicate
            FIRING  | 09:00        | 10:11        | Duplicate
            FIRING  | 10:03        | 10:11        | Duplicate
            FIRING  | 10:15        | 10:16        | Duplicate
            FIRING  | 10:15:00.001 | 10:16        | Refired
            FIRING  | 10:30        | 10:31        | Refired
            FIRING  | 10:00        | 10:36:59.999 | Duplicate
            FIRING  | 10:00        | 10:37        | RepeatDue
            FIRING  | 10:00        | 12:00        | RepeatDue
            FIRING  | 11:59        | 12:00        | Refired
            ENDED   | 10:00        | 10:21        | LATE_FIRING
            ENDED   | 10:00        | 10:22        | LATE_FIRING
            ENDED   | 10:00        | 10:22:00.001 | Refired
            ENDED   | 10:19:59.999 | 10:22        | LATE_FIRING
            ENDED   | 10:20        | 10:21        | Refired
            ENDED   | 10:20:00.001 | 10:21        | Refired
            ENDED   | 10:25        | 10:26        | Refired
            ENDED   | 08:00        | 12:00        | Refired
            """)
    void firingOn(Known known, String startsAt, String heard, String word) {
        assertThat(Story.word(known(known).hears(Sample.firing(startsAt, heard))))
                .isEqualTo(word);
    }

    @ParameterizedTest(name = "{0}, then resolved {1} to {2}, heard {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            NOTHING | 10:00 | 10:20        | 10:21 | UNKNOWN_END
            FIRING  | 10:00 | 10:20        | 10:21 | Resolved
            FIRING  | 10:00 | 10:00        | 10:21 | Resolved
            FIRING  | 09:00 | 09:59:59.999 | 10:21 | END_BEFORE_START
            FIRING  | 10:05 | 10:20        | 10:21 | Resolved
            FIRING  | 10:00 | 10:40        | 10:21 | Resolved
            ENDED   | 10:00 | 10:20        | 10:21 | Duplicate
            ENDED   | 10:00 | 10:20        | 10:35 | Duplicate
            ENDED   | 10:00 | 10:25        | 10:26 | Duplicate
            ENDED   | 09:00 | 09:30        | 10:26 | Duplicate
            """)
    void resolvedOn(Known known, String startsAt, String endsAt, String heard, String word) {
        assertThat(Story.word(known(known).hears(Sample.resolved(startsAt, endsAt, heard))))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource
    void shadowedOn(Known known) {
        Story story = known(known);
        ReceivedAlert plain = Sample.received(alert(Sample.LABELS, at("10:00"), at("10:25")));
        ReceivedAlert shadowed = new ReceivedAlert(
                plain.identity(), plain.alert(), plain.requestId(), plain.receivedAt(), plain.externalUrl(), true);

        assertThat(Story.word(story.hears(new Incoming(shadowed, at("10:26"))))).isEqualTo("SHADOWED");
    }

    @Test
    void newFiringBeginsTheFirstEpisode() {
        Story story = new Story();

        News news = (News) story.hears(firing("10:00", "10:10"), at("10:11"));

        assertThat(news.reason()).isEqualTo(Reason.FIRING);
        AlertState next = news.next();
        assertThat(next.episode()).isEqualTo(1);
        assertThat(next.seq()).isEqualTo(at("10:10").toEpochMilli());
        assertThat(next.earliestStartsAt()).isEqualTo(at("10:00"));
        assertThat(next.latestStartsAt()).isEqualTo(at("10:00"));
        assertThat(next.changedAt()).isEqualTo(at("10:10"));
        assertThat(next.lastSeen()).isEqualTo(at("10:10"));
        assertThat(next.lastNotified()).isEqualTo(at("10:11"));
        assertThat(next.firing()).isTrue();
    }

    @Test
    void duplicateRemembersOnlyThatItWasHeard() {
        Story story = known(Known.FIRING);
        AlertState before = story.state();

        story.hears(firing("10:03", "10:12"));
        story.hears(firing("09:58", "10:13"));

        AlertState after = story.state();
        assertThat(after.earliestStartsAt()).isEqualTo(at("09:58"));
        assertThat(after.latestStartsAt()).isEqualTo(at("10:03"));
        assertThat(after.lastSeen()).isEqualTo(at("10:13"));
        assertThat(after.changedAt()).isEqualTo(before.changedAt());
        assertThat(after.lastNotified()).isEqualTo(before.lastNotified());
        assertThat(after.seq()).isEqualTo(before.seq());
        assertThat(after.episode()).isEqualTo(1);
        assertThat(after.addresses()).isEqualTo(before.addresses());
    }

    @Test
    void resolvedStaysInItsEpisode() {
        Story story = known(Known.FIRING);
        long seq = story.state().seq();

        News news = (News) story.hears(resolved("09:55", "10:20", "10:21"), at("10:22"));

        assertThat(news.reason()).isEqualTo(Reason.RESOLVED);
        assertThat(news.next().firing()).isFalse();
        assertThat(news.next().episode()).isEqualTo(1);
        assertThat(news.next().seq()).isEqualTo(seq + 1);
        assertThat(news.next().earliestStartsAt()).isEqualTo(at("09:55"));
        assertThat(news.next().changedAt()).isEqualTo(at("10:21"));
        assertThat(news.next().lastNotified()).isEqualTo(at("10:22"));
    }

    @Test
    void refiredBeginsTheNextEpisode() {
        Story story = known(Known.ENDED);
        long seq = story.state().seq();

        News news = (News) story.hears(firing("10:30", "10:31"), at("10:32"));

        assertThat(news.reason()).isEqualTo(Reason.REFIRED);
        assertThat(news.next().episode()).isEqualTo(2);
        assertThat(news.next().seq()).isEqualTo(seq + 1);
        assertThat(news.next().earliestStartsAt()).isEqualTo(at("10:30"));
        assertThat(news.next().latestStartsAt()).isEqualTo(at("10:30"));
        assertThat(news.next().changedAt()).isEqualTo(at("10:31"));
    }

    @Test
    void repeatStaysInItsEpisode() {
        Story story = known(Known.FIRING);
        long seq = story.state().seq();

        News news = (News) story.hears(firing("10:00", "10:40"), at("10:41"));

        assertThat(news.reason()).isEqualTo(Reason.REPEAT);
        assertThat(news.next().episode()).isEqualTo(1);
        assertThat(news.next().seq()).isEqualTo(seq + 1);
        assertThat(news.next().lastSeen()).isEqualTo(at("10:40"));
        assertThat(news.next().lastNotified()).isEqualTo(at("10:41"));
    }

    @Test
    void sameQuestionHasTheSameAnswer() {
        Decider decider = new Decider(Policy.standard(), DecisionRules.standard());
        Instant now = at("10:10").plus(Duration.ofSeconds(3));

        assertThat(decider.decide(null, firing("10:00", "10:10"), now))
                .isEqualTo(decider.decide(null, firing("10:00", "10:10"), now));
    }
}
