package dev.tocsin.model.route;

import static dev.tocsin.model.Sample.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeveritiesTest {
    private static final Severities STANDARD = Severities.standard();

    private static Severity severity(String name, String... aliases) {
        return new Severity(name, Set.of(aliases), Duration.ZERO, Duration.ofHours(1));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            critical, critical
            page, critical
            p1, critical
            P1, critical
            emergency, critical
            fatal, critical
            CRITICAL, critical
            ' Critical ', critical
            warning, warning
            p2, warning
            major, warning
            minor, warning
            Warn, warning
            info, info
            p3, info
            notice, info
            debug, info
            none, info
            unheard-of, warning
            ' ', warning
            """)
    void labelNamesTheSeverity(String value, String expected) {
        assertThat(STANDARD.of(labelled("severity=" + value)).name()).isEqualTo(expected);
    }

    @Test
    void alertWithoutTheLabelHasTheDefault() {
        assertThat(STANDARD.of(labelled("alertname=X"))).isEqualTo(STANDARD.fallback());
        assertThat(STANDARD.fallback().name()).isEqualTo("warning");
    }

    @ParameterizedTest
    @CsvSource({"critical,0", "warning,1", "info,2", "security,3"})
    void rankIsThePlaceInTheOrder(String name, int rank) {
        assertThat(STANDARD.rank(name)).isEqualTo(rank);
    }

    @Test
    void aliasIsNoName() {
        assertThat(STANDARD.named("page")).isEmpty();
        assertThat(STANDARD.named("critical")).isPresent();
    }

    @Test
    void aliasMeansTheSameInAnyCase() {
        Severities own =
                new Severities(List.of(severity("security", "SEV-1", " Red ")), severity("security", "sev-1", "red"));

        assertThat(own.ordered().getFirst().aliases()).containsExactlyInAnyOrder("sev-1", "red");
        assertThat(own.ordered().getFirst().answersTo("Sev-1")).isTrue();
        assertThat(own.ordered().getFirst().answersTo("RED")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"critical,PT0S,PT30M", "warning,PT10S,PT1H", "info,PT30S,PT3H"})
    void standardTimes(String name, Duration linger, Duration repeatInterval) {
        Severity severity = STANDARD.named(name).orElseThrow();

        assertThat(severity.linger()).isEqualTo(linger);
        assertThat(severity.repeatInterval()).isEqualTo(repeatInterval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "state", "rejected", "", "Critical", "1a", "-a", "a_b", "a.b", "a b"})
    void refusesWhatCannotBePartOfATopic(String name) {
        assertThat(Severity.isName(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> severity(name))
                .withMessage("not a severity name: " + name);
    }

    @Test
    void takesANameOf32CharactersAndNoLonger() {
        assertThat(Severity.isName("a".repeat(32))).isTrue();
        assertThat(Severity.isName("a".repeat(33))).isFalse();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severity("a", Set.of(), Duration.ofSeconds(-1), Duration.ofHours(1)))
                .withMessage("severity a: linger is negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severity("a", Set.of(), Duration.ZERO, Duration.ZERO))
                .withMessage("severity a: repeatInterval is not positive");
    }

    @Test
    void refusesAWordThatMeansTwoSeverities() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severities(List.of(severity("a"), severity("a")), severity("a")))
                .withMessage("severity a: name or alias is used twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severities(List.of(severity("a", "x"), severity("b", "X")), severity("a", "x")))
                .withMessage("severity b: name or alias is used twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severities(List.of(severity("a", "b"), severity("b")), severity("b")))
                .withMessage("severity b: name or alias is used twice");
    }

    @Test
    void refusesADefaultThatIsNotOneOfThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Severities(List.of(severity("a")), severity("b")))
                .withMessage("default severity is not one of the severities: b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Severities(List.of(), severity("b")));
    }
}
