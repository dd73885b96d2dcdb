package dev.tocsin.history.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.history.answer.AlertAnswer;
import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.Answers;
import dev.tocsin.history.answer.PlaceAnswer;
import dev.tocsin.history.answer.StepAnswer;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.route.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a replay has to do with an alert is a part of its life. */
class LifeReplayTest {
    private static final String RECEIVER = "rocketchat-critical";
    private static final String OTHER = "payments";
    private final Script script = new Script(Policy.standard());

    private static AlertAnswer answer(Life life) {
        return new Answers(Policy.standard(), Optional.empty(), 100).of(life);
    }

    private static List<StepAnswer.Ended> ends(Life life) {
        return answer(life).steps().stream()
                .filter(StepAnswer.Ended.class::isInstance)
                .map(StepAnswer.Ended.class::cast)
                .toList();
    }

    private static List<Object> fates(Life life) {
        return life.places().stream()
                .<Object>map(at -> at.fate().getClass().getSimpleName())
                .toList();
    }

    @Test
    void saysThatItWasToldAgainByWhomAndWhatThatCovers() {
        Life life = script.firing(0, 0)
                .parkedAt(RECEIVER, 1)
                .resolved(60, 0, 50)
                .again("r1", RECEIVER, 3_600)
                .toldAgain(RECEIVER, 3_601)
                .life();
        assertThat(answer(life).steps().stream().filter(StepAnswer.Routed.class::isInstance))
                .extracting(step -> ((StepAnswer.Routed) step).reason(), step -> ((StepAnswer.Routed) step).replay())
                .containsExactly(tuple(Reason.FIRING, null), tuple(Reason.RESOLVED, null), tuple(Reason.REPLAY, "r1"));
        assertThat(ends(life))
                .extracting(
                        StepAnswer.Ended::end,
                        StepAnswer.Ended::replay,
                        StepAnswer.Ended::firstRecord,
                        StepAnswer.Ended::record,
                        StepAnswer.Ended::fallback)
                .containsExactly(
                        tuple(End.PARKED, null, null, "alerts.critical-0@100", false),
                        tuple(End.DELIVERED, "r1", null, "alerts.critical-0@102", false),
                        tuple(End.REPLAYED, "r1", "alerts.critical-0@100", "alerts.critical-0@101", false));
        assertThat(fates(life)).containsExactly("Ended", "Ended", "Ended");
        byte[] json = AnswerJson.write(answer(life));
        assertThat(AnswerJson.read(json, AlertAnswer.class)).isEqualTo(answer(life));
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"replay\":\"r1\"", "\"reason\":\"replay\"", "\"end\":\"replayed\"");
    }

    @Test
    void aReplayThatWaitsIsNotParkedBecauseWhatItTellsIs() {
        Life life = script.firing(0, 0)
                .parkedAt(RECEIVER, 1)
                .again("r1", RECEIVER, 3_600)
                .stands(RECEIVER, 0, null)
                .life();
        assertThat(fates(life)).containsExactly("Parked", "Waiting");
        assertThat(answer(life).places())
                .extracting(PlaceAnswer::reason, PlaceAnswer::state)
                .containsExactly(
                        tuple(Reason.FIRING, PlaceAnswer.State.PARKED),
                        tuple(Reason.REPLAY, PlaceAnswer.State.WAITING));
    }

    @Test
    void aReplayThatWasGivenUpDoesNotMakeWhatWasToldParked() {
        Life life = script.firing(0, 0)
                .ended(RECEIVER, End.DELIVERED, 1)
                .again("r1", RECEIVER, 3_600)
                .parkedAt(RECEIVER, 3_601)
                .life();
        assertThat(fates(life)).containsExactly("Ended", "Parked");
        assertThat(ends(life))
                .extracting(StepAnswer.Ended::end, StepAnswer.Ended::replay)
                .containsExactly(tuple(End.DELIVERED, null), tuple(End.PARKED, "r1"));
    }

    @Test
    void aTellingThatWasPassedWithoutAWordIsToldByTheReplayThatCoversIt() {
        script.firing(0, 0).resolved(60, 0, 50).stands(RECEIVER, -1, null);
        assertThat(fates(script.life())).containsExactly("Passed", "Passed");
        Life life =
                script.again("r1", RECEIVER, 3_600).toldAgain(RECEIVER, 3_601).life();
        assertThat(fates(life)).containsExactly("Ended", "Ended", "Ended");
    }

    @Test
    void whatIsToldByTheRoutesAsOfNowWasNotToldInPlaceOfAnother() {
        Life life = script.firing(0, 0)
                .ended(RECEIVER, End.DELIVERED, 1)
                .again("r1", OTHER, 3_600)
                .toldAgain(OTHER, 3_601)
                .life();
        assertThat(ends(life)).extracting(StepAnswer.Ended::fallback).containsOnly(false);
        assertThat(ends(life.at(RECEIVER)))
                .extracting(StepAnswer.Ended::receiver)
                .containsExactly(RECEIVER);
        assertThat(ends(life.at(OTHER))).hasSize(2);
        assertThat(fates(life.at(OTHER))).containsExactly("Ended");
    }

    @Test
    void aReplayIsNoTellingAndNotTheVerdictOnWhatWasHeard() {
        Life life = script.firing(0, 0)
                .again("r1", RECEIVER, 30)
                .toldAgain(RECEIVER, 31)
                .firing(60, 0)
                .life();
        assertThat(life.beganBefore()).isFalse();
        assertThat(life.steps().getLast())
                .isInstanceOfSatisfying(
                        Step.Accepted.class, step -> assertThat(step.verdict()).isInstanceOf(Verdict.Known.class));
        assertThat(new Answers(Policy.standard(), Optional.of(RECEIVER), 100)
                        .of(life)
                        .receiver())
                .satisfies(asked -> assertThat(asked.tellings()).isEqualTo(1));
    }
}
