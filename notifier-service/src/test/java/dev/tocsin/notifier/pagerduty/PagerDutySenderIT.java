package dev.tocsin.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.HttpSenderContract;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.pagerduty.PagerDutySender.Account;
import dev.tocsin.testsupport.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagerDutySenderIT extends HttpSenderContract {
    private static final String KEY = "e93facc04764012d7bfb002500d5d1a6";
    private static final Act TAKEN = new Act.Answer(202, "{\"status\":\"success\"}");

    @Override
    protected Sender sender(String server, HttpCaller caller) {
        return sender(server, caller, PagerDutySender.LAST_BEGINS);
    }

    private static Sender sender(String server, HttpCaller caller, Duration lastBegins) {
        Account account = new Account(URI.create(server + "/v2/enqueue"), Secret.of(KEY));
        return new PagerDutySender(caller, account, Severities.standard(), new ManualClock(Routed.NOON), lastBegins);
    }

    @Override
    protected Act taken(Request request) {
        return TAKEN;
    }

    @Override
    protected boolean isTakenWithoutAWord(int status) {
        return status == 202;
    }

    @Override
    protected List<String> secrets() {
        return List.of(KEY);
    }

    @Override
    protected List<Row> table() {
        return rows("""
                202 | {"status":"success","message":"Event processed"}                                      | delivered
                200 | <html>Log in</html>                                                                   | retry, unknown
                302 |                                                                                       | suspended
                400 | {"status":"invalid event","errors":["'payload.severity' is invalid"]}                 | refused
                400 | {"status":"invalid event","errors":["Length of 'routing_key' is incorrect"]}          | suspended
                400 | {"status":"invalid event","errors":["Invalid routing key"]}                           | suspended
                403 |                                                                                       | suspended
                404 |                                                                                       | suspended
                413 |                                                                                       | refused
                429 |                                                                                       | retry
                500 |                                                                                       | retry, unknown
                503 |                                                                                       | retry, unknown
                """);
    }

    private static Attempt many(int count) {
        return Attempts.first(IntStream.range(0, count)
                .mapToObj(i -> Routed.firing("host-" + i))
                .toArray(RoutedAlert[]::new));
    }

    @Test
    void aBatchIsAnEventForEachAlertInOrder() {
        assertThat(sender().send(many(3))).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(3);
        assertThat(arrived()).containsSubsequence("host-0", "host-1", "host-2");
    }

    @Test
    void afterAFailureInTheMiddleTheNextAttemptGoesOnThere() {
        Sender sender = sender();
        peer.decides(request -> request.body().contains("host-3") ? new Act.Answer(500, "") : TAKEN);
        assertThat(Outcomes.word(sender.send(many(5)))).isEqualTo("retry, unknown");
        peer.does(TAKEN);
        assertThat(sender.send(many(5))).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(6);
        assertThat(arrived()).containsOnlyOnce("\"instance\":\"host-2\"");
    }

    @Test
    void aLimitInTheMiddleIsNoFailureAsLongAsEveryAttemptBringsSome() {
        Sender sender = sender();
        peer.decides(request ->
                request.body().contains("host-3") ? new Act.Answer(429, Map.of("Retry-After", "42"), "") : TAKEN);
        assertThat(sender.send(many(5)))
                .isEqualTo(new Outcome.Partly("429, too many calls", Routed.NOON.plusSeconds(42)));
        assertThat(Outcomes.word(sender.send(many(5)))).isEqualTo("retry, unknown");
        peer.decides(request -> request.body().contains("host-4") ? new Act.Answer(429, "") : TAKEN);
        assertThat(sender.send(many(5)))
                .isEqualTo(new Outcome.Partly("429, too many calls", Routed.NOON.plusSeconds(5)));
    }

    /** It is halved, and what the good half has to tell was told already. */
    @Test
    void ofARefusedBatchTheEventsThatWereTakenAreNotSentAgain() {
        Sender sender = sender();
        peer.decides(request -> request.body().contains("host-3") ? new Act.Answer(400, "no") : TAKEN);
        assertThat(Outcomes.word(sender.send(many(4)))).isEqualTo("refused");
        assertThat(sender.send(many(3))).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(4);
    }

    @Test
    void aLaterStateOfTheSameAlertIsSent() {
        Sender sender = sender();
        sender.send(one());
        RoutedAlert end = Routed.alert("HostDown")
                .label("instance", "host-of-mine")
                .seq(2)
                .resolvedAfter(Duration.ofMinutes(1))
                .told();
        assertThat(sender.send(Attempts.first(end))).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).containsSubsequence("\"trigger\"", "\"resolve\"");
    }

    @Test
    void aReplayBringsWhatWasMissedAndNothingThatIsThere() {
        Sender sender = sender();
        sender.send(one());
        Routed alert = Routed.alert("HostDown").label("instance", "host-of-mine");
        RoutedAlert there =
                Replays.of(alert.told(), Replays.firing("12:00", 1), Replays.missed(Reason.FIRING, "12:00"));
        assertThat(sender.send(Attempts.first(there))).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(1);
        assertThat(sender.send(Attempts.first(Replays.over(alert)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).containsSubsequence("\"trigger\"", "\"resolve\"", "[REPLAYED] ");
    }

    @Test
    void aBatchOfReplaysGoesOnWhereItEnded() {
        Sender sender = sender();
        Attempt attempt = Attempts.first(IntStream.range(0, 5)
                .mapToObj(i -> Routed.firing("host-" + i))
                .map(told -> Replays.of(told, Replays.unknown(Replays.MORNING), Replays.missed(Reason.FIRING, "12:00")))
                .toArray(RoutedAlert[]::new));
        peer.decides(request -> request.body().contains("host-3") ? new Act.Answer(500, "") : TAKEN);
        assertThat(Outcomes.word(sender.send(attempt))).isEqualTo("retry, unknown");
        peer.does(TAKEN);
        assertThat(sender.send(attempt)).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(6);
        assertThat(arrived()).doesNotContain("\"trigger\"");
    }

    @Test
    void aSlowServerGetsALargeBatchInSeveralAttempts() {
        // What begins last has some seconds as well, of the ten.
        assertThat(PagerDutySender.LAST_BEGINS).isLessThanOrEqualTo(Duration.ofSeconds(5));
        peer.does(new Act.Late(Duration.ofMillis(200), new Act.Answer(202, "")));
        Sender sender = sender(peer.url(""), caller, Duration.ofSeconds(1));
        long begun = System.nanoTime();
        assertThat(Outcomes.word(sender.send(many(8)))).isEqualTo("partly");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        int told = peer.requests().size();
        assertThat(told).isBetween(2, 7);
        peer.does(TAKEN);
        assertThat(sender.send(many(8))).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.requests()).hasSize(8);
    }

    @Test
    void aProbePagesNobody() {
        sender().probe();
        assertThat(arrived()).contains("\"event_action\":\"resolve\"", "\"dedup_key\":\"tocsin/probe\"");
    }
}
