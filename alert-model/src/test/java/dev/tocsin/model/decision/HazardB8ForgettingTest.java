package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Decision.Expired;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.NewFiring;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HazardB8ForgettingTest {
    private static final Instant WEEK = at("10:00").plus(Duration.ofDays(7));
    private static final Instant DAY = at("10:20").plus(Duration.ofHours(24));

    private final Story story = new Story();

    @BeforeEach
    void fires() {
        story.hears(firing("09:59", "10:00"));
    }

    @Test
    void firingWithoutAWordForAWeekIsToldAsExpired() {
        AlertState before = story.state();

        assertThat(story.dueAt()).isEqualTo(WEEK);
        assertThat(story.waitsUntil(WEEK.minusMillis(1))).isEqualTo(new NotDue());
        Expired expired = (Expired) story.waitsUntil(WEEK);

        assertThat(expired.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(expired.next().seq()).isEqualTo(before.seq() + 1);
        assertThat(expired.next().episode()).isEqualTo(before.episode());
        assertThat(expired.next().lastNotified()).isEqualTo(WEEK);
        assertThat(expired.next().alert()).isEqualTo(before.alert());
        assertThat(expired.next().addresses()).isEqualTo(before.addresses());
        assertThat(story.knowsNothing()).isTrue();
    }

    @Test
    void eachWordPutsTheExpiryOff() {
        story.hears(firing("09:59", "12:00"));

        assertThat(story.dueAt()).isEqualTo(at("12:00").plus(Duration.ofDays(7)));
        assertThat(story.waitsUntil(WEEK)).isEqualTo(new NotDue());
    }

    @Test
    void endIsKeptForADay() {
        story.hears(resolved("09:59", "10:19", "10:20"));

        assertThat(story.dueAt()).isEqualTo(DAY);
        assertThat(story.waitsUntil(DAY.minusMillis(1))).isEqualTo(new NotDue());
        assertThat(story.waitsUntil(DAY)).isEqualTo(new Forgotten());
    }

    @Test
    void sameEndToldAgainIsKeptNoLonger() {
        story.hears(resolved("09:59", "10:19", "10:20"));
        story.hears(resolved("09:59", "10:19", "10:35"));

        assertThat(story.dueAt()).isEqualTo(DAY);
    }

    @Test
    void lateCopiesOfAnEndTellNothing() {
        story.hears(resolved("09:59", "10:19", "10:20"));
        story.waitsUntil(DAY);

        assertThat(story.hears(resolved(at("09:59"), at("10:19"), DAY.plusSeconds(1))))
                .isEqualTo(new Stale(Stale.Why.UNKNOWN_END));
    }

    @Test
    void firingAfterTheForgottenEndIsNewWithAHigherSeq() {
        story.hears(resolved("09:59", "10:19", "10:20"));
        long seq = story.state().seq();
        story.waitsUntil(DAY);

        NewFiring again = (NewFiring) story.hears(firing(DAY, DAY.plusSeconds(1)));

        assertThat(again.next().seq()).isGreaterThan(seq);
        assertThat(again.next().episode()).isEqualTo(1);
    }

    @Test
    void firingAfterItExpiredIsNewWithAHigherSeq() {
        long seq = ((Expired) story.waitsUntil(WEEK)).next().seq();

        NewFiring again = (NewFiring) story.hears(firing(at("09:59"), WEEK.plusSeconds(1)));

        assertThat(again.next().seq()).isGreaterThan(seq);
    }

    @Test
    void endAfterItExpiredTellsNothing() {
        story.waitsUntil(WEEK);

        assertThat(story.hears(resolved(at("09:59"), WEEK, WEEK.plusSeconds(1))))
                .isEqualTo(new Stale(Stale.Why.UNKNOWN_END));
    }

    @Test
    void seqRisesOverForgettingAlsoWhenAnAlertFlappedAllDay() {
        Instant clock = at("10:20");
        for (int flap = 0; flap < 1_000; flap++) {
            story.hears(resolved(clock, clock, clock));
            story.hears(firing(clock, clock));
        }
        story.hears(resolved(clock, clock, clock));
        long seq = story.state().seq();
        story.waitsUntil(DAY);

        NewFiring again = (NewFiring) story.hears(firing(DAY, DAY));

        assertThat(again.next().seq()).isGreaterThan(seq);
    }
}
