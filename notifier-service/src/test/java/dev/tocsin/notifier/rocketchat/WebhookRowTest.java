package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.rocketchat.WebhookAnswers.Meaning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookRowTest {
    private static final Meaning SERVER_ERROR = doubtful("500", Fate.UNKNOWN);
    private static final Meaning DISABLED = doubtful("503", Fate.NOT_STORED);

    private final WebhookRow row = new WebhookRow();

    private static Meaning doubtful(String reason, Fate fate) {
        return new Meaning(new Outcome.Retryable(reason, fate, null), Optional.of(new Outcome.Suspended(reason, fate)));
    }

    private List<Outcome> after(Meaning... answers) {
        return Stream.of(answers).map(row::after).toList();
    }

    @Test
    void theThirdInARowAndAllAfterItSuspend() {
        assertThat(after(SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR))
                .containsExactly(
                        new Outcome.Retryable("500", Fate.UNKNOWN, null),
                        new Outcome.Retryable("500", Fate.UNKNOWN, null),
                        new Outcome.Suspended("500", Fate.UNKNOWN),
                        new Outcome.Suspended("500", Fate.UNKNOWN));
    }

    @Test
    void bothAnswersAreOneRow() {
        assertThat(after(SERVER_ERROR, SERVER_ERROR, DISABLED)).endsWith(new Outcome.Suspended("503", Fate.NOT_STORED));
    }

    static Stream<Outcome> others() {
        return Stream.of(
                new Outcome.Delivered(""),
                new Outcome.Retryable("no connection", Fate.NOT_STORED, null),
                new Outcome.Refused("400"),
                new Outcome.Suspended("404"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherAnswerIsTakenAsItIsAndEndsTheRow(Outcome other) {
        after(SERVER_ERROR, SERVER_ERROR, SERVER_ERROR);
        assertThat(after(Meaning.of(other), DISABLED, DISABLED))
                .containsExactly(
                        other,
                        new Outcome.Retryable("503", Fate.NOT_STORED, null),
                        new Outcome.Retryable("503", Fate.NOT_STORED, null));
    }
}
