package dev.tocsin.history.reconcile;

import static dev.tocsin.history.reconcile.Believing.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.history.reconcile.Finding.Missing;
import dev.tocsin.history.reconcile.Finding.Quiet;
import dev.tocsin.history.reconcile.Finding.Refired;
import dev.tocsin.history.reconcile.Finding.Renamed;
import dev.tocsin.history.reconcile.Finding.TooYoung;
import dev.tocsin.history.reconcile.Finding.Unsure;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {
    private static final String SOURCE = "alertmanager";
    private static final Duration GRACE = Duration.ofSeconds(330);
    private static final Instant ONE_O_CLOCK = minutes(60);
    private static final Comparison AT_ONE = new Comparison(SOURCE, Policy.standard(), GRACE, ONE_O_CLOCK);

    private static Instant minutes(double afterNoon) {
        return NOON.plusMillis(Math.round(afterNoon * 60_000));
    }

    private static HeldAlert held(String instance, double minutes) {
        return held(Believing.labels(instance), minutes, Optional.empty());
    }

    private static HeldAlert held(Map<String, String> labels, double minutes, Optional<Unsaid> unsaid) {
        Alert alert =
                new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(Map.of()), minutes(minutes), null, "");
        return new HeldAlert(alert, Optional.of(Fingerprint.of(labels)), unsaid);
    }

    private static View view(HeldAlert... held) {
        return new View(List.of(held), true);
    }

    private static Map<Identity, AlertState> states(AlertState... states) {
        return Arrays.stream(states).collect(Collectors.toMap(AlertState::identity, Function.identity()));
    }

    private static Identity identity(String instance) {
        return new Identity(SOURCE, Fingerprint.of(Believing.labels(instance)));
    }

    @Test
    void whatFiresHereAndThereIsInStep() {
        Reconciliation found = AT_ONE.compare(view(held("db-1", 0)), states(Believing.firing(SOURCE, "db-1", 1)));
        assertThat(found.findings()).isEmpty();
        assertThat(found.inStep()).isOne();
    }

    @Test
    void whatTocsinNeverGotIsMissing() {
        HeldAlert alert = held("db-1", 10);
        assertThat(AT_ONE.compare(view(alert), Map.of()).findings())
                .containsExactly(new Missing(identity("db-1"), alert.alert()));
    }

    @Test
    void whatTocsinBelievesEndedAndStillFiresComesAgain() {
        HeldAlert alert = held("db-1", 0);
        assertThat(AT_ONE.compare(view(alert), states(Believing.resolved(SOURCE, "db-1", 30)))
                        .findings())
                .containsExactly(new Refired(identity("db-1"), alert.alert()));
    }

    @Test
    void whatBeganAgainLongAfterItWasHeardOfComesAgain() {
        HeldAlert alert = held("db-1", 20);
        assertThat(AT_ONE.compare(view(alert), states(Believing.firing(SOURCE, "db-1", 10)))
                        .findings())
                .containsExactly(new Refired(identity("db-1"), alert.alert()));
    }

    /** The router would take it for the same firing, and tell nothing. */
    @Test
    void anotherStartThatIsNoNewsIsInStep() {
        Reconciliation found = AT_ONE.compare(view(held("db-1", 14)), states(Believing.firing(SOURCE, "db-1", 10)));
        assertThat(found.findings()).isEmpty();
        assertThat(found.inStep()).isOne();
    }

    /** Told at noon, to be repeated every 30 minutes: to bring the repeat is up to Alertmanager's repeat_interval. */
    @Test
    void aRepeatThatIsDueIsNoDifference() {
        AlertState state = Believing.firing(SOURCE, "db-1", 0);
        Incoming again = new Incoming(
                new ReceivedAlert(identity("db-1"), held("db-1", 0).alert(), "request", ONE_O_CLOCK, "", false),
                ONE_O_CLOCK);
        assertThat(new Decider(Policy.standard(), DecisionRules.standard()).decide(state, again, ONE_O_CLOCK))
                .isInstanceOf(Decision.RepeatDue.class);
        assertThat(AT_ONE.compare(view(held("db-1", 0)), states(state)).findings())
                .isEmpty();
    }

    @Test
    void whatBeganAMomentAgoIsTooYoung() {
        assertThat(AT_ONE.compare(view(held("db-1", 54.6)), Map.of()).findings())
                .containsExactly(
                        new TooYoung(identity("db-1"), held("db-1", 54.6).alert(), true, minutes(60.1)));
        assertThat(AT_ONE.compare(view(held("db-1", 54.5)), Map.of()).of(Missing.class))
                .hasSize(1);
    }

    /** The end came while the Alertmanagers were asked: the router would call the firing late. */
    @Test
    void whatEndedAMomentAgoIsTooYoungToFireAgain() {
        assertThat(AT_ONE.compare(view(held("db-1", 0)), states(Believing.resolved(SOURCE, "db-1", 60)))
                        .findings())
                .singleElement()
                .isInstanceOf(TooYoung.class);
    }

    @Test
    void whatAlertmanagerHasNoMoreIsEnded() {
        AlertState state = Believing.firing(SOURCE, "db-1", 30);
        Reconciliation found = AT_ONE.compare(view(), states(state));
        assertThat(found.findings()).containsExactly(new Ended(state, ONE_O_CLOCK));
        assertThat(found.inStep()).isZero();
    }

    @Test
    void whatWasHeardOfAMomentAgoIsTooYoungToEnd() {
        AlertState state = Believing.firing(SOURCE, "db-1", 55);
        assertThat(AT_ONE.compare(view(), states(state)).findings())
                .containsExactly(new TooYoung(state.identity(), state.alert(), false, minutes(60.5)));
    }

    @Test
    void whatHasEndedHereAndThereIsNothing() {
        assertThat(AT_ONE.compare(view(), states(Believing.resolved(SOURCE, "db-1", 30))))
                .isEqualTo(new Reconciliation(List.of(), 0));
    }

    @Test
    void alertsOfOtherSourcesAreLeftAlone() {
        assertThat(AT_ONE.compare(view(), states(Believing.firing("staging", "db-1", 1)))
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Unsaid.class)
    void whatAlertmanagerHasButDoesNotTellIsNeitherMissingNorEnded(Unsaid why) {
        HeldAlert silent = held(Believing.labels("db-1"), 0, Optional.of(why));
        AlertState state = Believing.firing(SOURCE, "db-1", 1);
        assertThat(AT_ONE.compare(view(silent), states(state)).findings()).containsExactly(new Quiet(state, why));
        assertThat(AT_ONE.compare(view(silent), Map.of()).findings()).isEmpty();
        assertThat(AT_ONE.compare(view(silent), states(Believing.resolved(SOURCE, "db-1", 30)))
                        .findings())
                .isEmpty();
    }

    @Test
    void ofPeersTheOneThatNotifiesCountsThenTheEarlierStart() {
        HeldAlert silent = held(Believing.labels("db-1"), 0, Optional.of(Unsaid.SILENCED));
        View peers = view(silent, held("db-1", 20), held("db-1", 10));
        assertThat(AT_ONE.compare(peers, Map.of()).findings())
                .containsExactly(new Missing(identity("db-1"), held("db-1", 10).alert()));
    }

    /** Identity is as ingest makes it: without the label that tells replicas apart. */
    @Test
    void replicasAreOneAlert() {
        Map<String, String> a = new HashMap<>(Believing.labels("db-1"));
        a.put("prometheus_replica", "a");
        Map<String, String> b = new HashMap<>(a);
        b.put("prometheus_replica", "b");
        View replicas = view(held(a, 0, Optional.empty()), held(b, 0, Optional.empty()));
        assertThat(AT_ONE.compare(replicas, Map.of()).findings())
                .singleElement()
                .extracting(Finding::identity)
                .isEqualTo(identity("db-1"));
        assertThat(AT_ONE.compare(replicas, states(Believing.firing(SOURCE, "db-1", 1)))
                        .inStep())
                .isOne();
    }

    /** A source may supply a fingerprint that no labels give. */
    @Test
    void theSuppliedFingerprintCounts() {
        Fingerprint supplied = new Fingerprint(0x1234);
        HeldAlert alert = new HeldAlert(held("db-1", 0).alert(), Optional.of(supplied), Optional.empty());
        assertThat(AT_ONE.compare(view(alert), Map.of()).findings())
                .containsExactly(new Missing(new Identity(SOURCE, supplied), alert.alert()));
    }

    @Test
    void nothingIsEndedWhenNotAllIsKnown() {
        AlertState state = Believing.firing(SOURCE, "db-1", 1);
        HeldAlert missing = held("db-2", 0);
        Reconciliation found = AT_ONE.compare(new View(List.of(missing), false), states(state));
        assertThat(found.findings())
                .containsExactlyInAnyOrder(new Unsure(state), new Missing(identity("db-2"), missing.alert()));
        assertThat(found.differences()).containsExactly(new Missing(identity("db-2"), missing.alert()));
    }

    /** Posted as it is, its end would end the alert that ingest makes of these labels now. */
    @Test
    void anIdentityOfOtherIgnoredLabelsIsNotEnded() {
        Map<String, String> replica = new HashMap<>(Believing.labels("db-1"));
        replica.put("prometheus_replica", "a");
        Alert alert = held(replica, 0, Optional.empty()).alert();
        AlertState old = Believing.state(new Identity(SOURCE, Fingerprint.of(replica)), alert, minutes(1));
        assertThat(AT_ONE.compare(view(), states(old)).findings()).containsExactly(new Renamed(old));
    }

    /** The source's clock is ahead: the router takes no end that lies before the start. */
    @Test
    void anEndIsNeverBeforeTheStart() {
        Alert ahead = held("db-1", 90).alert();
        AlertState state = Believing.state(identity("db-1"), ahead, minutes(30));
        Reconciliation found = AT_ONE.compare(view(), states(state));
        Ended ended = found.of(Ended.class).getFirst();
        assertThat(ended.endsAt()).isEqualTo(minutes(90));
        assertThat(decided(state, ended.end())).isInstanceOf(Decision.Resolved.class);
    }

    @Test
    void anEndIsTakenByTheRouter() {
        AlertState state = Believing.firing(SOURCE, "db-1", 30);
        Alert end = new Ended(state, ONE_O_CLOCK).end();
        assertThat(end.labels()).isEqualTo(state.alert().labels());
        assertThat(end.annotations()).isEqualTo(state.alert().annotations());
        assertThat(decided(state, end)).isInstanceOf(Decision.Resolved.class);
    }

    private static Decision decided(AlertState state, Alert alert) {
        ReceivedAlert received = new ReceivedAlert(state.identity(), alert, "request", ONE_O_CLOCK, "", false);
        return new Decider(Policy.standard(), DecisionRules.standard())
                .decide(state, new Incoming(received, ONE_O_CLOCK), ONE_O_CLOCK);
    }

    @Test
    void showsWhatIsHealed() {
        Missing missing = new Missing(identity("db-1"), held("db-1", 0).alert());
        assertThat(AT_ONE.shown(missing, Map.of())).isFalse();
        assertThat(AT_ONE.shown(missing, states(Believing.resolved(SOURCE, "db-1", 30))))
                .isFalse();
        assertThat(AT_ONE.shown(missing, states(Believing.firing(SOURCE, "db-1", 61))))
                .isTrue();
        Refired refired = new Refired(identity("db-1"), held("db-1", 20).alert());
        assertThat(AT_ONE.shown(refired, states(Believing.firing(SOURCE, "db-1", 10))))
                .isFalse();
        Ended ended = new Ended(Believing.firing(SOURCE, "db-1", 30), ONE_O_CLOCK);
        assertThat(AT_ONE.shown(ended, states(Believing.firing(SOURCE, "db-1", 30))))
                .isFalse();
        assertThat(AT_ONE.shown(ended, states(Believing.resolved(SOURCE, "db-1", 60))))
                .isTrue();
        assertThat(AT_ONE.shown(ended, Map.of())).isTrue();
        AlertState later = Believing.state(identity("db-1"), held("db-1", 61).alert(), minutes(61));
        assertThat(AT_ONE.shown(ended, states(later))).isTrue();
    }
}
