package dev.tocsin.router.topology;

import static dev.tocsin.router.topology.Alerts.firing;
import static dev.tocsin.router.topology.Alerts.resolved;
import static dev.tocsin.router.topology.RouterBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.Decision.Stale.Why;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.store.Count;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision, from a record to what is told. */
class DecisionsTest {
    private static final Alert FIRING = firing("critical", START);

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

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void tellsANewFiring() {
        RoutedAlert told = bench.hear(FIRING).toldOne();

        assertThat(told.reason()).isEqualTo(Reason.FIRING);
        assertThat(told.alert()).isEqualTo(FIRING);
        assertThat(told.severity()).isEqualTo("critical");
        assertThat(told.receivers()).containsExactly("rocketchat-critical");
        assertThat(told.group()).hasToString("{alertname=\"Disk\"}");
        assertThat(told.episode()).isEqualTo(1);
        assertThat(bench.counts().of(Count.NEWS)).isEqualTo(1);
        assertThat(bench.counts().routedTo("rocketchat-critical")).isEqualTo(1);
    }

    @Test
    void tellsAnAlertThatIsHeardAgainOnlyOnce() {
        bench.hear(FIRING).told();
        bench.pass(minutes(1)).hear(FIRING);

        assertThat(bench.told()).isEmpty();
        assertThat(bench.state(FIRING).orElseThrow().lastSeen()).isEqualTo(START.plus(minutes(1)));
        assertThat(bench.counts().of(Count.DUPLICATE)).isEqualTo(1);
        assertThat(bench.states()).hasSize(2);
    }

    @Test
    void tellsTheEnd() {
        long seq = bench.hear(FIRING).toldOne().seq();
        bench.pass(minutes(5)).hear(resolved(FIRING, START.plus(minutes(4))));

        RoutedAlert told = bench.toldOne();
        assertThat(told.reason()).isEqualTo(Reason.RESOLVED);
        assertThat(told.seq()).isGreaterThan(seq);
        assertThat(told.episode()).isEqualTo(1);
    }

    @Test
    void tellsTheEndOnlyOnce() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plus(minutes(4)))).told();

        bench.pass(minutes(15)).hear(resolved(FIRING, START.plus(minutes(4))));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.observer.decisions.getLast()).isInstanceOf(Duplicate.class);
    }

    @Test
    void tellsARefiringAsANewEpisode() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plus(minutes(4)))).told();

        bench.pass(minutes(10)).hear(firing("critical", START.plus(minutes(9))));

        RoutedAlert told = bench.toldOne();
        assertThat(told.reason()).isEqualTo(Reason.REFIRED);
        assertThat(told.episode()).isEqualTo(2);
        assertThat(told.since()).isEqualTo(START.plus(minutes(9)));
    }

    @Test
    void leavesOutALateFiring() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plus(minutes(4)))).told();

        bench.pass(Duration.ofSeconds(59)).hear(FIRING);

        assertThat(bench.told()).isEmpty();
        assertThat(bench.observer.decisions.getLast()).isEqualTo(new Stale(Why.LATE_FIRING));
    }

    /** hazards.md A2 (a): one of a pair resolves, Alertmanager merges the other with the earlier start. */
    @Test
    void tellsAFiringOfAnHaPairThatStartedBeforeTheEndWhenItIsNoLongerLate() {
        bench.hear(FIRING).hear(resolved(FIRING, START.plus(minutes(5)))).told();

        bench.pass(Duration.ofSeconds(61)).hear(FIRING);

        assertThat(bench.toldOne().reason()).isEqualTo(Reason.REFIRED);
    }

    /** hazards.md A2 (b): the end was silenced or inhibited, so nobody told it. */
    @Test
    void tellsAFiringWhoseEndWasMissed() {
        bench.hear(FIRING).told();

        bench.pass(minutes(20)).hear(firing("critical", START.plus(minutes(20))));

        RoutedAlert told = bench.toldOne();
        assertThat(told.reason()).isEqualTo(Reason.REFIRED);
        assertThat(told.episode()).isEqualTo(2);
    }

    /** hazards.md A2 (c): two ingest instances append an end behind the next firing. */
    @Test
    void leavesOutAnEndThatLiesBeforeTheLatestStart() {
        bench.hear(FIRING).hear(firing("critical", START.plusSeconds(60))).told();

        bench.hear(resolved(FIRING, START.plusSeconds(30)));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.observer.decisions.getLast()).isEqualTo(new Stale(Why.END_BEFORE_START));
        assertThat(bench.state(FIRING).orElseThrow().firing()).isTrue();
    }

    @Test
    void takesAPairThatDisagreesOnTheStartForOneAlert() {
        Alert other = firing("critical", START.plusSeconds(15));
        bench.hear(FIRING).hear(other).hear(FIRING).hear(other);

        assertThat(bench.told()).hasSize(1);
        assertThat(bench.counts().of(Count.DUPLICATE)).isEqualTo(3);
    }

    @Test
    void leavesOutTheEndOfWhatIsNotKnown() {
        bench.hear(resolved(FIRING, START.plusSeconds(30)));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.observer.decisions).containsExactly(new Stale(Why.UNKNOWN_END));
        assertThat(bench.state(FIRING)).isEmpty();
        assertThat(bench.states()).isEmpty();
    }

    @Test
    void leavesOutAnEndThatTheSameBodyContradicts() {
        bench.hear(FIRING).told();

        bench.hear(Alerts.received(resolved(FIRING, START.plusSeconds(30)), true));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.observer.decisions.getLast()).isEqualTo(new Stale(Why.SHADOWED));
    }

    @ParameterizedTest
    @CsvSource({"critical,30", "warning,60", "info,180"})
    void repeatsAfterTheIntervalOfItsSeverity(String severity, long interval) {
        Alert alert = firing(severity, START);
        bench.hear(alert).told();
        Duration due = minutes(interval).multipliedBy(9).dividedBy(10);

        bench.pass(due.minusSeconds(1)).hear(alert);
        assertThat(bench.told()).isEmpty();

        bench.pass(Duration.ofSeconds(1)).hear(alert);
        assertThat(bench.toldOne().reason()).isEqualTo(Reason.REPEAT);
    }

    /** hazards.md B12: the source repeats at the same interval, a little early every time. */
    @Test
    void repeatsEveryTimeThatTheSourceDoes() {
        bench.hear(FIRING).told();

        for (int i = 0; i < 4; i++) {
            bench.pass(minutes(30).minusMillis(100)).hear(FIRING);
            assertThat(bench.toldOne().reason()).isEqualTo(Reason.REPEAT);
        }
    }
}
