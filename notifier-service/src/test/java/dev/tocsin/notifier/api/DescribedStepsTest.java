package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlaceAnswer;
import dev.tocsin.history.answer.StepAnswer;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.notifier.Routed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every word that an answer may use is described, also those that no alert of the other tests comes to. */
class DescribedStepsTest {
    private static final String RECORD = "alerts.critical-0@9";
    private final OpenApi api = new OpenApi();

    private List<String> faults(String name, Object answer) {
        return api.faults(name, new String(AnswerJson.write(answer), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void whyItWasTold(Reason reason) {
        assertThat(faults(
                        "Step",
                        new StepAnswer.Routed(
                                Routed.NOON, 7, reason, "critical", List.of("ops"), Map.of(), 1, RECORD, "r1")))
                .isEmpty();
        assertThat(faults(
                        "Place",
                        new PlaceAnswer(7, reason, "ops", Routed.NOON, RECORD, PlaceAnswer.State.ENDED, null, null)))
                .isEmpty();
        assertThat(faults("Step", ended(reason, End.DELIVERED))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void howItEnded(End end) {
        assertThat(faults("Step", ended(Reason.REPLAY, end))).isEmpty();
    }

    @Test
    void whyItWaits() {
        var plan = new PlaceAnswer.Plan(7, Routed.NOON, Routed.NOON, "m1");
        var failing = new PlaceAnswer.Failing("503", Routed.NOON, Routed.NOON, RECORD, true);
        for (var waiting : List.of(
                new PlaceAnswer.Waiting(3, null, null),
                new PlaceAnswer.Waiting(3, null, failing),
                new PlaceAnswer.Waiting(3, plan, null),
                new PlaceAnswer.Waiting(3, plan, failing))) {
            assertThat(faults(
                            "Place",
                            new PlaceAnswer(
                                    7,
                                    Reason.FIRING,
                                    "ops",
                                    Routed.NOON,
                                    RECORD,
                                    PlaceAnswer.State.WAITING,
                                    null,
                                    waiting)))
                    .isEmpty();
        }
    }

    private static StepAnswer ended(Reason reason, End end) {
        return new StepAnswer.Ended(
                Routed.NOON, 7, reason, "ops", end, 1, "m1", "", RECORD, "alerts.critical-0@4", "r1", false);
    }
}
