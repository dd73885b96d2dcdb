package dev.tocsin.history.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.life.Progress.Failing;
import dev.tocsin.history.life.Verdict.Why;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Severities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeTest {
    private static final String RECEIVER = "rocketchat-critical";
    private static final Duration REPEAT = Duration.ofMinutes(30);
    private final Script script = new Script(Policy.standard());

    private static String word(Step step) {
        return switch (step) {
            case Step.Accepted(var first, var last, int times, Verdict verdict) ->
                (first.received().alert().firing() ? "fires" : "ends") + " x" + times + " " + word(verdict);
            case Step.Routed(var telling) -> "routed " + telling.routed().reason();
            case Step.Ended(var delivery) ->
                delivery.entry().end() + " at " + delivery.entry().receiver();
            case Step.PutAside aside -> "put aside";
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Told told -> "told";
            case Verdict.NotTold(Why why) -> why.name();
            case Verdict.Known known -> "known";
            case Verdict.Rejected(String reason) -> reason;
        };
    }

    private static List<String> words(Life life) {
        return life.steps().stream().map(LifeTest::word).toList();
    }

    private static Fate lastFate(Life life) {
        return life.places().getLast().fate();
    }

    @Test
    void tellsALifeFromTheFirstWordToTheEnd() {
        Life life = script.firing(0, 0)
                .ended(RECEIVER, End.DELIVERED, 1)
                .firing(60, 0)
                .firing(120, 0)
                .resolved(180, 0, 170)
                .ended(RECEIVER, End.DELIVERED, 181)
                .resolved(240, 0, 170)
                .life();
        assertThat(words(life))
                .containsExactly(
                        "fires x1 told",
                        "routed FIRING",
                        "DELIVERED at " + RECEIVER,
                        "fires x2 known",
                        "ends x1 told",
                        "routed RESOLVED",
                        "DELIVERED at " + RECEIVER,
                        "ends x1 known");
        assertThat(life.beganBefore()).isFalse();
        assertThat(life.places())
                .hasSize(2)
                .allSatisfy(at -> assertThat(at.fate()).isInstanceOf(Fate.Ended.class));
    }

    @Test
    void aDuplicateNamesWhenItWasToldAndWhenItIsToldAgain() {
        Life life = script.firing(0, 0).firing(60, 0).life();
        assertThat(life.steps().getLast())
                .isInstanceOfSatisfying(
                        Step.Accepted.class,
                        step -> assertThat(step.verdict())
                                .isEqualTo(new Verdict.Known(
                                        Optional.of(Tellings.NOON.plusMillis(7)), Optional.of(REPEAT))));
    }

    @Test
    void saysWhyItWasToldToNobody() {
        assertThat(words(
                        script.firing(0, 0).resolved(100, 0, 90).firing(110, 80).life()))
                .last()
                .isEqualTo("fires x1 LATE_FIRING");
        assertThat(words(new Script(Policy.standard())
                        .firing(100, 90)
                        .resolved(110, 20, 50)
                        .life()))
                .last()
                .isEqualTo("ends x1 END_BEFORE_START");
        Receiver mute = new Receiver("mute", Optional.empty());
        Policy silent = new Policy(
                Severities.standard(),
                Set.of(),
                dev.tocsin.model.route.Route.standard(),
                List.of(new Receiver(RECEIVER, Optional.empty()), mute));
        assertThat(words(new Script(silent).firing(0, 0).firing(60, 0).life()))
                .containsExactly("fires x1 MUTED", "fires x1 known");
    }

    @Test
    void whatTheRouterHasNotReadIsNotJudged() {
        Life life = script.firing(0, 0).routerStops().firing(60, 0).life();
        assertThat(words(life)).last().isEqualTo("fires x1 NOT_READ_YET");
    }

    @Test
    void whatStandsInTheTopicsWinsOverTheRulesOfToday() {
        script.firing(0, 0).firing(1_700, 0);
        assertThat(words(script.life())).contains("routed REPEAT");
        // By these the second was a duplicate, and a third is again.
        Policy seldom = new Policy(
                new Severities(
                        List.of(new dev.tocsin.model.route.Severity(
                                "critical", Set.of(), Duration.ZERO, Duration.ofHours(9))),
                        new dev.tocsin.model.route.Severity("critical", Set.of(), Duration.ZERO, Duration.ofHours(9))),
                Set.of(),
                dev.tocsin.model.route.Route.standard(),
                List.of());
        script.firing(1_760, 0);
        Life life = Life.of(script.facts(), script.progress(), seldom, DecisionRules.standard());
        assertThat(words(life))
                .containsExactly("fires x1 told", "routed FIRING", "fires x1 told", "routed REPEAT", "fires x1 known");
    }

    @Test
    void whatWouldBeToldTodayAndWasNotIsSaid() {
        script.firing(0, 0).firing(600, 0);
        Policy often = new Policy(
                new Severities(
                        List.of(new dev.tocsin.model.route.Severity(
                                "critical", Set.of(), Duration.ZERO, Duration.ofMinutes(1))),
                        new dev.tocsin.model.route.Severity(
                                "critical", Set.of(), Duration.ZERO, Duration.ofMinutes(1))),
                Set.of(),
                dev.tocsin.model.route.Route.standard(),
                List.of());
        assertThat(words(Life.of(script.facts(), script.progress(), often, DecisionRules.standard())))
                .last()
                .isEqualTo("fires x1 OTHER_RULES");
    }

    @Test
    void aWindowInTheMiddleOfAnEpisodeIsSaid() {
        script.firing(0, 0).firing(600, 0).firing(1_700, 0).firing(1_800, 0);
        Life life = script.life(Duration.ofMinutes(5));
        assertThat(words(life))
                .containsExactly("fires x1 BEFORE_THE_WINDOW", "fires x1 told", "routed REPEAT", "fires x1 known");
        assertThat(life.beganBefore()).isTrue();
    }

    @Test
    void withoutATellingInTheWindowThePresentStateSaysWhenItWasToldLast() {
        script.firing(0, 0).firing(600, 0).firing(700, 0);
        Life life = script.life(Duration.ofMinutes(5));
        assertThat(words(life)).containsExactly("fires x2 known");
        assertThat(life.beganBefore()).isTrue();
        assertThat(life.steps().getFirst())
                .isInstanceOfSatisfying(
                        Step.Accepted.class,
                        step -> assertThat(step.verdict())
                                .isEqualTo(new Verdict.Known(
                                        Optional.of(Tellings.NOON.plusMillis(7)), Optional.of(REPEAT))));
    }

    @Test
    void aTellingBehindTheWindowDoesNotSayWhatWasKnownInIt() {
        Facts all = script.firing(0, 0).firing(600, 0).firing(1_700, 0).facts();
        Facts middle = new Facts(
                all.identity(), all.heard().subList(1, 2), List.of(), List.of(), List.of(), all.state(), List.of());
        assertThat(words(Life.of(middle, script.progress(), Policy.standard(), DecisionRules.standard())))
                .containsExactly("fires x1 BEFORE_THE_WINDOW");
    }

    @Test
    void theEndOfWhatWasNotLookedAtIsNotCalledUnknown() {
        assertThat(words(script.resolved(100, 0, 90).life())).containsExactly("ends x1 BEFORE_THE_WINDOW");
    }

    @Test
    void whatWasRejectedSaysWhy() {
        assertThat(words(script.firing(0, 0).rejected("too large").life())).containsExactly("fires x1 too large");
    }

    @Test
    void aNewEpisodeAfterALongSilenceIsTold() {
        Life life = script.firing(0, 0).resolved(60, 0, 50).firing(600, 590).life();
        assertThat(words(life)).endsWith("fires x1 told", "routed REFIRED");
        assertThat(life.state().orElseThrow().episode()).isEqualTo(2);
        assertThat(life.beganBefore()).isFalse();
    }

    @Test
    void knowsWhereATellingIs() {
        script.firing(0, 0);
        assertThat(lastFate(script.life())).isEqualTo(new Fate.NotServed());
        assertThat(lastFate(script.stands(RECEIVER, 3, null).life()))
                .isEqualTo(new Fate.Waiting(Optional.empty(), 3, Optional.empty()));
        assertThat(lastFate(script.stands(RECEIVER, 2, 7).life()))
                .isInstanceOfSatisfying(
                        Fate.Waiting.class,
                        waiting -> assertThat(waiting.plan().orElseThrow().attempt())
                                .isEqualTo(7));
        assertThat(lastFate(script.stands(RECEIVER, -1, null).life())).isEqualTo(new Fate.Passed());
        assertThat(lastFate(script.parkedAt(RECEIVER, 5).life()))
                .isEqualTo(new Fate.Parked(
                        RECEIVER + "|" + Script.IDENTITY + "|" + Tellings.NOON.toEpochMilli(), "400 no"));
    }

    @Test
    void aBatchThatEndsBeforeItIsNotItsOwn() {
        script.firing(0, 0).stands(RECEIVER, 2, 7).resolved(60, 0, 50);
        Life life = script.life();
        assertThat(life.places().getFirst().fate())
                .isInstanceOfSatisfying(
                        Fate.Waiting.class, first -> assertThat(first.plan()).isPresent());
        assertThat(lastFate(life))
                .isInstanceOfSatisfying(
                        Fate.Waiting.class, second -> assertThat(second.plan()).isEmpty());
    }

    private static LastFailure failed(String reason, long second) {
        return new LastFailure(reason, Tellings.NOON.plusSeconds(second), Tellings.NOON.plusSeconds(1));
    }

    private static Optional<Failing> failing(Life life) {
        return ((Fate.Waiting) lastFate(life)).failing();
    }

    @Test
    void whatWaitsSaysWhatItsReceiverSaidLast() {
        script.firing(0, 0).failsElsewhere(RECEIVER, 7, failed("502", 40)).stands(RECEIVER, 2, 7, failed("503", 30));
        assertThat(failing(script.life()).orElseThrow().last())
                .as("to its batch")
                .isEqualTo(failed("503", 30));
        script.resolved(60, 0, 50);
        assertThat(failing(script.life()).orElseThrow().last())
                .as("to the one in front")
                .isEqualTo(failed("503", 30));
        script.stands(RECEIVER, 0, 1);
        script.failsElsewhere(RECEIVER, 8, failed("501", 41)).failsElsewhere("another", 9, failed("500", 50));
        assertThat(failing(script.life()).orElseThrow())
                .as("to another partition, last")
                .satisfies(failing -> assertThat(failing.last()).isEqualTo(failed("501", 41)))
                .satisfies(failing -> assertThat(failing.batch().partition()).isEqualTo(8));
    }

    @Test
    void oneReceiversViewLeavesTheOthersOut() {
        Life life = script.firing(0, 0).ended(RECEIVER, End.DELIVERED, 1).life();
        assertThat(words(life.at("payments"))).containsExactly("fires x1 told");
        assertThat(life.at("payments").places()).isEmpty();
        assertThat(words(life.at(RECEIVER))).hasSize(3);
        assertThat(life.steps()).extracting(Step::at).isSorted();
        assertThat(script.facts().tellings().getFirst().routed().reason()).isEqualTo(Reason.FIRING);
    }
}
