package dev.tocsin.history.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.answer.AlertAnswer;
import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.Answers;
import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.answer.ReceiverAnswer.Route;
import dev.tocsin.history.answer.StepAnswer;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.route.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A life as JSON: what is written is read again, and says the same. */
class LifeAnswerTest {
    private static final String RECEIVER = "rocketchat-critical";
    private final Script script = new Script(Policy.standard());

    private static AlertAnswer answer(Life life, Optional<String> receiver, int most) {
        return new Answers(Policy.standard(), receiver, most).of(life);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Life life = script.firing(0, 0)
                .parkedAt(RECEIVER, 1)
                .firing(60, 0)
                .resolved(180, 0, 170)
                .stands(RECEIVER, 0, 3, new LastFailure("503 down", Tellings.NOON, Tellings.NOON))
                .life();
        AlertAnswer told = answer(life, Optional.of(RECEIVER), 100);
        String json = new String(AnswerJson.write(told), StandardCharsets.UTF_8);
        assertThat(AnswerJson.read(json.getBytes(StandardCharsets.UTF_8), AlertAnswer.class))
                .isEqualTo(told);
        assertThat(json)
                .contains("\"step\":\"accepted\"", "\"result\":\"nothing_new\"", "\"repeatAfterSeconds\":1800")
                .contains("\"step\":\"routed\"", "\"reason\":\"resolved\"", "\"end\":\"parked\"", "\"fallback\":false")
                .contains(
                        "\"state\":\"parked\"",
                        "\"state\":\"waiting\"",
                        "\"attempt\":3",
                        "\"reason\":\"503 down\"",
                        "\"own\":true",
                        "\"route\":\"addressed\"")
                .doesNotContain("null");
    }

    @Test
    void whatAFallbackToldIsSaidToBeThat() {
        Life life = script.firing(0, 0).ended("oncall-mail", End.DELIVERED, 1).life();
        assertThat(answer(life, Optional.empty(), 100).steps())
                .filteredOn(StepAnswer.Ended.class::isInstance)
                .singleElement()
                .satisfies(
                        step -> assertThat(((StepAnswer.Ended) step).fallback()).isTrue());
        assertThat(answer(life, Optional.of(RECEIVER), 100).steps())
                .as("it belongs to the receiver that was addressed")
                .anyMatch(StepAnswer.Ended.class::isInstance);
        assertThat(answer(life, Optional.of("another"), 100).steps()).noneMatch(StepAnswer.Ended.class::isInstance);
    }

    @Test
    void ofManyStepsTheOldestAreLeftOut() {
        Life life = script.firing(0, 0)
                .ended(RECEIVER, End.DELIVERED, 1)
                .resolved(180, 0, 170)
                .life();
        AlertAnswer short1 = answer(life, Optional.empty(), 1);
        assertThat(short1.leftOut()).isEqualTo(life.steps().size() - 1);
        assertThat(short1.steps())
                .containsExactly(answer(life, Optional.empty(), 100).steps().getLast());
        assertThat(short1.places()).hasSize(1);
    }

    @Test
    void saysWhomTheRouteAddresses() {
        Life life = script.firing(0, 0).life();
        assertThat(answer(life, Optional.of("rocketchat-info"), 100).receiver())
                .satisfies(asked -> assertThat(asked.route()).isEqualTo(Route.OTHERS))
                .satisfies(asked -> assertThat(asked.names()).isEqualTo(List.of(RECEIVER)))
                .satisfies(asked -> assertThat(asked.tellings()).isZero());
        assertThat(answer(life, Optional.of("nobody"), 100).receiver())
                .satisfies(asked -> assertThat(asked.route()).isEqualTo(Route.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"kyes\":[]}; no such field: kyes",
                "{\"keys\":\"a\"}; keys is not what is expected there",
                "{\"filter\":{\"receiver\":[{}]}}; filter.receiver is not what is expected there",
                "[]; it is not what is expected there",
                "nothing; it is no JSON",
                "null; it says null"
            })
    void saysWhatIsWrongWithAQuestion(String json, String sentence) {
        assertThatThrownBy(() -> AnswerJson.readStrictly(json.getBytes(StandardCharsets.UTF_8), DiscardBody.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
