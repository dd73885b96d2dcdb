package dev.tocsin.router.topology;

import static dev.tocsin.router.topology.Alerts.firing;
import static dev.tocsin.router.topology.Alerts.resolved;
import static dev.tocsin.router.topology.RouterBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.store.Count;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the passing of time does. */
class ExpiryTest {
    private static final Alert FIRING = firing("critical", START);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path stateDir;

    private RouterBench bench;

    @BeforeEach
    void open() {
        bench = new RouterBench(Policy.standard(), stateDir);
    }

    @AfterEach
    void close() {
        assertThat(bench.counts().balanced()).isTrue();
        bench.close();
    }

    @Test
    void tellsThatAFiringExpiredAndForgetsIt() {
        bench.hear(FIRING).told();
        bench.pass(WEEK.minus(SECOND)).pass(Duration.ZERO);
        assertThat(bench.told()).isEmpty();
        bench.states();

        bench.pass(SECOND);

        RoutedAlert told = bench.toldOne();
        assertThat(told.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(told.receivers()).containsExactly("rocketchat-critical");
        assertThat(bench.state(FIRING)).isEmpty();
        assertThat(bench.states()).containsExactly(Optional.empty());
        assertThat(bench.reminders()).isZero();
        assertThat(bench.counts().of(Count.EXPIRED)).isEqualTo(1);
        assertThat(bench.counts().routedTo("rocketchat-critical")).isEqualTo(2);
    }

    @Test
    void believesAFiringAWeekFromTheLastWord() {
        bench.hear(FIRING).pass(DAY).hear(FIRING).told();
        assertThat(bench.reminders()).isEqualTo(1);

        bench.pass(WEEK.minus(SECOND));
        assertThat(bench.told()).isEmpty();
        assertThat(bench.reminders()).isEqualTo(1);

        bench.pass(SECOND);
        assertThat(bench.toldOne().reason()).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void forgetsAnEndAfterADay() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plusSeconds(1))).told();
        bench.pass(DAY.minus(SECOND));
        assertThat(bench.state(FIRING)).isPresent();
        bench.states();

        bench.pass(SECOND);

        assertThat(bench.state(FIRING)).isEmpty();
        assertThat(bench.told()).isEmpty();
        assertThat(bench.states()).containsExactly(Optional.empty());
        assertThat(bench.counts().of(Count.FORGOTTEN)).isEqualTo(1);
    }

    @Test
    void keepsOneThatFiresAgainWhenTheReminderOfItsEndComes() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plusSeconds(1)));
        bench.pass(Duration.ofHours(20)).hear(firing("critical", bench.now())).told();

        bench.pass(Duration.ofHours(10));
        assertThat(bench.state(FIRING).orElseThrow().firing()).isTrue();

        bench.pass(WEEK);
        assertThat(bench.toldOne().reason()).isEqualTo(Reason.EXPIRED);
        bench.pass(WEEK);
        assertThat(bench.told()).isEmpty();
        assertThat(bench.reminders()).isZero();
    }

    @Test
    void worksForALimitedTimeAndGoesOnAtTheNextRun() {
        int alerts = 120;
        for (int i = 0; i < alerts; i++) {
            bench.hear(firing(Alerts.with(Alerts.labels("Disk", "info"), "n", "" + i), Map.of(), START));
        }
        bench.told();
        bench.pass(WEEK.minus(SECOND)).slowBy(Duration.ofMillis(1));

        bench.pass(SECOND);
        int first = bench.told().size();
        assertThat(first).isBetween(40, 50);
        assertThat(bench.reminders()).isEqualTo(alerts - first);

        bench.pass(SECOND);
        bench.pass(SECOND);
        assertThat(bench.told()).hasSize(alerts - first);
        assertThat(bench.counts().of(Count.EXPIRED)).isEqualTo(alerts);
    }

    /** hazards.md A6: the refreshes stand in the backlog, unread. */
    @Test
    void waitsWithTimersUntilABacklogWasRead(@TempDir Path otherDir) {
        bench.hear(FIRING).told();
        try (RouterBench next = bench.successor(otherDir, WEEK.plus(DAY))) {
            next.pass(Duration.ofSeconds(29)).hear(FIRING).pass(WEEK.minus(SECOND));
            assertThat(next.counts().of(Count.EXPIRED)).isZero();

            next.pass(SECOND);
            assertThat(next.counts().of(Count.EXPIRED)).isEqualTo(1);
        }
    }

    @Test
    void startsTheWaitAnewWithEveryOldRecord() {
        Timers timers = new Timers(START);
        assertThat(timers.ready(START.plusSeconds(29))).isFalse();
        assertThat(timers.ready(START.plusSeconds(30))).isTrue();

        timers.read(START.minus(Duration.ofHours(3)), START.plusSeconds(40));
        assertThat(timers.ready(START.plusSeconds(69))).isFalse();
        assertThat(timers.ready(START.plusSeconds(70))).isTrue();

        timers.read(START, START.plusSeconds(71));
        assertThat(timers.ready(START.plusSeconds(71))).isTrue();
    }

    @Test
    void saysOncePerSecondHowFarItIs() {
        bench.hear(FIRING).pass(SECOND);

        RouterObserver.Progress progress = Objects.requireNonNull(bench.observer.progress.get(0));
        assertThat(progress.counts().of(Count.NEWS)).isEqualTo(1);
        assertThat(progress.readUpTo()).isEqualTo(START);
    }
}
