package dev.tocsin.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "7d, PT168H",
        "1w, PT168H",
        "1y, PT8760H",
        "250ms, PT0.25S",
        "0, PT0S",
        "0s, PT0S",
        "PT30S, PT30S",
        "P1D, PT24H",
        "1d2h3m4s5ms, PT26H3M4.005S"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(PrometheusDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-5s", "PT-5S", "1m1h", "1.5h", "5 m", "5S", "P", "400y", "99999999999999999999s"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(PrometheusDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "30s", "1h30m", "7d", "90d", "1d2h3m4s5ms", "250ms"})
    void writesDurationsAsTheyAreRead(String text) {
        assertThat(PrometheusDuration.parse(text).map(PrometheusDuration::format))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example.org", "http://", "file:///etc/passwd", "http:chat", "https://a b"})
    void refusesWhatIsNoHttpUrl(String text) {
        assertThat(Kind.URL.parse().apply(text)).isEmpty();
    }

    @Test
    void neverPrintsASecret() {
        Secret secret = Secret.of("geheim");

        assertThat(secret).hasToString("***").isEqualTo(Secret.of("geheim")).isNotEqualTo(Secret.of("other"));
        assertThat(Optional.of(secret).toString()).doesNotContain("geheim");
        assertThat(Kind.SECRET.print().apply(secret)).isEqualTo("***");
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" "));
    }

    @Test
    void refusesDeclarationsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.optional("tocsin.port", Kind.TEXT, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.optional("TOCSIN_X", Kind.TEXT, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Family<>("TOCSIN_X", "WORD", Kind.TEXT, "x"));
        Setting<Boolean> setting = Setting.of("TOCSIN_X", Kind.BOOL, true, "x");
        assertThatIllegalArgumentException().isThrownBy(() -> Catalogue.of("Twice", setting, setting));
    }

    @Test
    void listsACatalogueAsATable() {
        Catalogue catalogue = Catalogue.of(
                        "Demo",
                        Setting.of("TOCSIN_WAIT", Kind.DURATION, Duration.ofSeconds(90), "How long | it waits"),
                        Setting.required("KAFKA_BOOTSTRAP_SERVERS", Kind.TEXT, "Where Kafka is"),
                        Setting.optional("TOCSIN_TOKEN", Kind.SECRET, "What clients must show"))
                .with(new Family<>("ROCKETCHAT_WEBHOOK_", "SEVERITY", Kind.SECRET_URL, "Where it is posted"));

        assertThat(SettingsTable.markdown(catalogue)).isEqualTo("""
                | Setting | Value | Default | What it is |
                |---|---|---|---|
                | `TOCSIN_WAIT` | a duration such as 30s, 5m, 1h30m or 7d | `1m30s` | How long \\| it waits |
                | `KAFKA_BOOTSTRAP_SERVERS` | a text | required | Where Kafka is |
                | `TOCSIN_TOKEN` (or `TOCSIN_TOKEN_FILE`) | a secret |  | What clients must show |
                | `ROCKETCHAT_WEBHOOK_<SEVERITY>` (or `ROCKETCHAT_WEBHOOK_<SEVERITY>_FILE`) \
                | an http:// or https:// URL (secret) |  | Where it is posted |
                """);
    }
}
