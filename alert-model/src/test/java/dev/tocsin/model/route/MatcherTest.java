package dev.tocsin.model.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            team="payments"            ; payments   ; true
            team="payments"            ; Payments   ; false
            team="payments"            ; payments2  ; false
            team=payments              ; payments   ; true
              team  =  payments        ; payments   ; true
            team=prod:eu/1.2-3_x       ; prod:eu/1.2-3_x ; true
            team=\u00e4\uD83D\uDE42    ; \u00e4\uD83D\uDE42 ; true
            team="two words"           ; two words  ; true
            team="a,b"                 ; a,b        ; true
            team="a=b"                 ; a=b        ; true
            team!="payments"           ; payments   ; false
            team!="payments"           ; search     ; true
            team!=payments             ; search     ; true
            team=~"pay.*"              ; payments   ; true
            team=~"pay"                ; payments   ; false
            team=~"ments"              ; payments   ; false
            team=~"a|b"                ; a          ; true
            team=~"a|b"                ; ab         ; false
            team=~"a|bc"               ; abc        ; false
            team=~[a-z]+               ; abc        ; true
            team=~"(?i)PAY.*"          ; payments   ; true
            team!~"pay.*"              ; payments   ; false
            team!~"pay"                ; payments   ; true
            team!~[a-z]+               ; abc        ; false
            "team"="payments"          ; payments   ; true
            "team"=~"pay.*"            ; payments   ; true
            """)
    void matchesAsAlertmanagerDoes(String matcher, String value, boolean expected) {
        assertThat(Matcher.parse(matcher).matches(Map.of("team", value))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} on no label: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            team=""        ; true
            team=          ; true
            team="x"       ; false
            team!=""       ; false
            team!="x"      ; true
            team=~".*"     ; true
            team=~".+"     ; false
            team=~""       ; true
            team=~"|x"     ; true
            team!~".+"     ; true
            team!~".*"     ; false
            team!~"x"      ; true
            """)
    void seesAMissingLabelAsAnEmptyOne(String matcher, boolean expected) {
        assertThat(Matcher.parse(matcher).matches(Map.of("job", "x"))).isEqualTo(expected);
    }

    @Test
    void readsTheThreeEscapesAndLeavesOtherBackslashesAlone() {
        assertThat(Matcher.parse("x=\"a\\\"b\"").matches(Map.of("x", "a\"b"))).isTrue();
        assertThat(Matcher.parse("x=\"a\\\\b\"").matches(Map.of("x", "a\\b"))).isTrue();
        assertThat(Matcher.parse("x=\"a\\nb\"").matches(Map.of("x", "a\nb"))).isTrue();
        assertThat(Matcher.parse("x=\"a\\tb\"").matches(Map.of("x", "a\\tb"))).isTrue();
        assertThat(Matcher.parse("x=\"a\\\\\"").matches(Map.of("x", "a\\"))).isTrue();
        assertThat(Matcher.parse("x=\"a\nb\"").matches(Map.of("x", "a\nb"))).isTrue();
    }

    @Test
    void takesRegexClassesWithOneBackslashOrTwo() {
        assertThat(Matcher.parse("x=~\"\\d+\"").matches(Map.of("x", "42"))).isTrue();
        assertThat(Matcher.parse("x=~\"\\\\d+\"").matches(Map.of("x", "42"))).isTrue();
        assertThat(Matcher.parse("x=~\"a\\.b\"").matches(Map.of("x", "a.b"))).isTrue();
        assertThat(Matcher.parse("x=~\"a\\.b\"").matches(Map.of("x", "axb"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"service.name=\"api\"", "\"service.name\"=api", " service.name = api ", "service.name=~a.i"})
    void takesLabelNamesThatPrometheusAllowsSinceUtf8(String matcher) {
        assertThat(Matcher.parse(matcher).matches(Map.of("service.name", "api")))
                .isTrue();
    }

    @Test
    void readsEscapesInAQuotedLabelName() {
        assertThat(Matcher.parse("\"a\\\"b = c\"=d").matches(Map.of("a\"b = c", "d")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            team                  ; not a matcher: team (expected label="value", !=, =~ or !~)
            team payments         ; not a matcher: team payments (expected label="value", !=, =~ or !~)
            ="payments"           ; not a matcher: ="payments" (expected label="value", !=, =~ or !~)
            ""="payments"         ; not a matcher: ""="payments" (expected label="value", !=, =~ or !~)
            two words="x"         ; not a matcher: two words="x" (expected label="value", !=, =~ or !~)
            {team="x"}            ; not a matcher: {team="x"} (expected label="value", !=, =~ or !~)
            team!"x"              ; not a matcher: team!"x" (expected label="value", !=, =~ or !~)
            team=two words        ; not a matcher: team=two words (put the value in double quotes)
            team=a,job=b          ; not a matcher: team=a,job=b (put the value in double quotes)
            team='x'              ; not a matcher: team='x' (put the value in double quotes)
            team==x               ; not a matcher: team==x (put the value in double quotes)
            team=a\\d             ; not a matcher: team=a\\d (put the value in double quotes)
            team=x"               ; not a matcher: team=x" (put the value in double quotes)
            team="x               ; a double quote is missing in team="x
            team="                ; a double quote is missing in team="
            team="x\\"            ; a double quote is missing in team="x\\"
            team="x"y"            ; write \\" for a double quote inside team="x"y"
            team=~"[a"            ; not a regular expression in team=~"[a": Unclosed character class
            team!~"(a"            ; not a regular expression in team!~"(a": Unclosed group
            team=~"*"             ; not a regular expression in team=~"*": Dangling meta character '*'
            """)
    void refusesWithASentence(String matcher, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matcher.parse(matcher))
                .withMessage(sentence);
    }

    @Test
    void refusesAnEmptyText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matcher.parse(""))
                .withMessageStartingWith("not a matcher: ");
    }

    @Test
    void readsADotAsAlertmanagerDoes() {
        assertThat(Matcher.parse("x=~\"a.*b\"").matches(Map.of("x", "a\r\u2028b")))
                .isTrue();
        assertThat(Matcher.parse("x=~\"a.*b\"").matches(Map.of("x", "a\nb"))).isFalse();
        assertThat(Matcher.parse("x=~\"(?s)a.*b\"").matches(Map.of("x", "a\nb")))
                .isTrue();
    }

    @Test
    void foldsTheCaseOfEveryAlphabetWhenAskedTo() {
        assertThat(Matcher.parse("x=~\"(?i)m\u00fcller\"").matches(Map.of("x", "M\u00dcLLER")))
                .isTrue();
    }

    @Test
    void refusesPosixClassesWhichWouldSilentlyMeanSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matcher.parse("x=~\"[[:alpha:]]+\""))
                .withMessage("write a range such as a-z for [:alpha:] in x=~\"[[:alpha:]]+\"");
        assertThat(Matcher.parse("x=\"[:alpha:]\"").matches(Map.of("x", "[:alpha:]")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=~\"(a|b)*\"", "x!~\"(a|b)*c\""})
    void neverMatchesWhatIsTooLongForItsExpression(String matcher) {
        // Alertmanager's engine needs no stack; this one must not die of a foreign text.
        assertThat(Matcher.parse(matcher).matches(Map.of("x", "ab".repeat(100_000))))
                .isFalse();
    }

    @Test
    void isEqualWhenItMeansTheSame() {
        assertThat(Matcher.parse("team = payments"))
                .isEqualTo(Matcher.parse("\"team\"=\"payments\""))
                .hasSameHashCodeAs(Matcher.parse("\"team\"=\"payments\""))
                .isNotEqualTo(Matcher.parse("team!=payments"))
                .isNotEqualTo(Matcher.parse("team=search"))
                .isNotEqualTo(Matcher.parse("job=payments"));
        assertThat(Matcher.parse("  team = payments ")).hasToString("team = payments");
    }
}
