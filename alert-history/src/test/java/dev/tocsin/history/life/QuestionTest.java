package dev.tocsin.history.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.alert.ReceivedAlert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    private static final ReceivedAlert ALERT =
            Tellings.firing("db-1", "critical", "ops").received();
    private static final String PRINT = ALERT.identity().fingerprint().toString();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "alertname=HostDown; true",
                "'{alertname=\"HostDown\", instance=\"db-1\"}'; true",
                "alertname=HostDown,instance=db-2; false",
                "alertname=HostDown,team=x; false",
                "request; true",
                "reques; false",
                "0123456789abcdef; false",
            })
    void asksForSomeAlerts(String text, boolean asked) {
        assertThat(Question.parse(text).asks(ALERT)).isEqualTo(asked);
    }

    @Test
    void aFingerprintMayHaveItsSource() {
        assertThat(Question.parse(PRINT).asks(ALERT)).isTrue();
        assertThat(Question.parse(" " + PRINT + " ").asks(ALERT)).isTrue();
        assertThat(Question.parse("alertmanager|" + PRINT).asks(ALERT)).isTrue();
        assertThat(Question.parse("staging|" + PRINT).asks(ALERT)).isFalse();
    }

    @Test
    void theNeedleStandsInEveryRecordAsItIs() {
        assertThat(Question.parse("alertname=HostDown,team=x").needle()).isEqualTo("HostDown");
        assertThat(Question.parse("a=\"a \\\"quoted\\\" one\",b=x").needle()).isEqualTo("x");
        assertThat(Question.parse("a=\"/var\"").needle())
                .as("another writer of JSON may escape it")
                .isEmpty();
        assertThat(Question.parse("request").needle()).isEqualTo("request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alertmanager|db-1", "a=b,c", "="})
    void refusesWhatIsNoQuestion(String text) {
        assertThatThrownBy(() -> Question.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
