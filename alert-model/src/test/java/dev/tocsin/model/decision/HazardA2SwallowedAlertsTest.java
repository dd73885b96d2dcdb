package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Refired;
import dev.tocsin.model.decision.Decision.Resolved;
import dev.tocsin.model.decision.Decision.Stale;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HazardA2SwallowedAlertsTest {
    private final Story story = new Story();

    @Test
    void haPairThatDisagreesIsToldAgainAfterTheEndOfOne() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));

        // The other replica still fires, and Alertmanager merges to the earliest start.
        assertThat(story.hears(firing("10:00", "10:10:10"))).isInstanceOf(Refired.class);
        assertThat(story.state().firing()).isTrue();
    }

    @Test
    void endOfTheOtherReplicaIsToldToo() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));
        story.hears(firing("10:00", "10:10:10"));

        assertThat(story.hears(resolved("10:00", "10:30", "10:30:10"))).isInstanceOf(Resolved.class);
    }

    @Test
    void firingThatWasOvertakenByItsEndIsStale() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));

        assertThat(story.hears(firing("10:00", "10:05:11"))).isEqualTo(new Stale(Stale.Why.LATE_FIRING));
        assertThat(story.state().firing()).isFalse();
    }

    @Test
    void firingAfterAnEndThatNobodyToldIsToldAgain() {
        story.hears(firing("10:00", "10:00"));

        // Resolved while silenced: nothing is said. Two hours later it fires anew.
        assertThat(story.hears(firing("12:00", "12:00:30"))).isInstanceOf(Refired.class);
        assertThat(story.state().episode()).isEqualTo(2);
    }

    @Test
    void firingAfterAMissedEndIsToldAlsoWhenItWasToldAMomentAgo() {
        story.hears(firing("10:00", "10:00"), at("10:19"));

        assertThat(story.hears(firing("10:20", "10:20:30"), at("10:20:30"))).isInstanceOf(Refired.class);
    }

    @Test
    void endOfTheFirstEpisodeDoesNotEndTheSecondThatOvertookIt() {
        story.hears(firing("10:00", "10:00"));
        story.hears(firing("10:00", "10:04"));

        assertThat(story.hears(firing("10:06", "10:06:01"))).isInstanceOf(Duplicate.class);
        assertThat(story.hears(resolved("10:00", "10:05", "10:06:02")))
                .isEqualTo(new Stale(Stale.Why.END_BEFORE_START));
        assertThat(story.state().firing()).isTrue();
        assertThat(story.hears(resolved("10:06", "10:30", "10:30:10"))).isInstanceOf(Resolved.class);
    }

    @Test
    void endOfTheFirstEpisodeDoesNotEndTheSecondThatWasToldAlready() {
        story.hears(firing("10:00", "10:00"));

        assertThat(story.hears(firing("10:06", "10:06:01"))).isInstanceOf(Refired.class);
        assertThat(story.hears(resolved("10:00", "10:05", "10:06:02")))
                .isEqualTo(new Stale(Stale.Why.END_BEFORE_START));
        assertThat(story.state().firing()).isTrue();
    }

    @Test
    void laterEndOpensTheLateWindowAnew() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));

        // The second episode's end overtakes its firing: told as firing, it would never end.
        story.hears(resolved("10:10", "10:20", "10:20:10"));
        assertThat(story.hears(firing("10:10", "10:20:11"))).isEqualTo(new Stale(Stale.Why.LATE_FIRING));
    }

    @Test
    void sameEndToldAgainKeepsTheLateWindowAsItIs() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));

        // Prometheus repeats an end for 15 minutes; the other replica must not be silenced by that.
        story.hears(resolved("10:00", "10:05", "10:06:10"));
        assertThat(story.hears(firing("10:00", "10:06:11"))).isInstanceOf(Refired.class);
    }

    @Test
    void startAtTheVeryEndIsANewEpisode() {
        story.hears(firing("10:00", "10:00"));
        story.hears(resolved("10:00", "10:05", "10:05:10"));

        assertThat(story.hears(firing("10:05", "10:05:11"))).isInstanceOf(Refired.class);
    }

    @Test
    void sourceWhoseClockIsAheadDoesNotRefireByRepeating() {
        Instant start = at("10:00").plus(Duration.ofHours(1));
        story.hears(firing(start, at("10:00")));

        assertThat(story.hears(firing(start, at("10:01")))).isInstanceOf(Duplicate.class);
        assertThat(story.hears(firing(start, at("10:02")))).isInstanceOf(Duplicate.class);
        assertThat(story.hears(firing(start.plusSeconds(1), at("10:03")))).isInstanceOf(Refired.class);
    }

    @Test
    void flappingIsToldEveryTime() {
        story.hears(firing("10:00", "10:00"));
        for (int minute = 10; minute < 60; minute += 2) {
            String clock = "10:" + minute;
            assertThat(story.hears(resolved("10:00", clock, clock))).isInstanceOf(Resolved.class);
            assertThat(story.hears(firing(clock + ":01", clock + ":01"))).isInstanceOf(Refired.class);
        }
        assertThat(story.state().episode()).isEqualTo(26);
    }
}
