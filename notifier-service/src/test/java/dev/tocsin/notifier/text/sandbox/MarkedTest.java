package dev.tocsin.notifier.text.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.text.sandbox.Marked.Piece;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarkedTest {
    private static Marked rendered(String body, String value) {
        return SandboxedTemplate.parse("{% block a %}" + body + "{% endblock %}", new Rules(Set.of("a"), Map.of()))
                .render("a", Map.of("x", value, "yes", true));
    }

    @Test
    void linesOfTheTemplateOnWhichNothingStandsAreLeftOut() {
        assertThat(rendered("\n  a\n\n  {{ x }}  \n{% if yes %}\n b\n{% endif %}\n", "")
                        .lines())
                .isEqualTo("a\nb");
    }

    @Test
    void emptyLinesOfAValueStay() {
        assertThat(rendered("a\n{{ x }}", "1\n\n2").lines()).isEqualTo("a\n1\n\n2");
    }

    @Test
    void aLineIsAllLines() {
        assertThat(rendered("\n a\n\n{{ x }}\n", "b").line()).isEqualTo("a b");
    }

    @Test
    void ownWordsAndForeignOnesAreToldApart() {
        assertThat(rendered("*a* {{ x }}: {{ x ~ \"!\" }} {{ \"own\" }}", "@all")
                        .pieces())
                .containsExactly(
                        new Piece.Own("*a* "),
                        new Piece.Foreign("@all"),
                        new Piece.Own(": "),
                        new Piece.Foreign("@all!"),
                        new Piece.Own(" own"));
    }

    @Test
    void whatConditionsAndVariablesPutOutIsForeign() {
        assertThat(rendered("{% set y = x %}{{ y }}{{ yes ? x : \"a\" }}{{ (x) }}", "@all")
                        .pieces())
                .allMatch(Piece.Foreign.class::isInstance)
                .hasSize(3);
    }

    @Test
    void aValueCannotPretendToBeOwn() {
        assertThat(rendered("{{ x }}", "a\ue001b\ue000c\ue002d").pieces()).containsExactly(new Piece.Foreign("abcd"));
    }

    @Test
    void norCanATemplateByChance() {
        assertThat(rendered("\ue000{{ x }}\ue001", "a").pieces()).containsExactly(new Piece.Foreign("a"));
    }
}
