package dev.tocsin.notifier.text.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cheap to write and dear to do is paid for too. */
@Timeout(60)
class SandboxCostTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "same", "a".repeat(2_000),
            "almost", "a".repeat(1_000) + "b",
            "blank", " ".repeat(2_000),
            "many", IntStream.range(0, 20).boxed().toList());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if same ~ same ~ same ~ same contains almost ~ almost %}{% endif %}",
                "{% if same contains almost %}{% endif %}",
                "{% if blank | trim is empty %}{% endif %}"
            })
    void lookingThroughLongTextsAgainAndAgainIsTooMuch(String work) {
        SandboxedTemplate template = SandboxedTemplate.parse(
                "{% block a %}{% for i in many %}{% for j in many %}" + work.repeat(100)
                        + "{% endfor %}{% endfor %}{% endblock %}",
                new Rules(Set.of("a"), Map.of()));
        long before = System.nanoTime();
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render("a", VARIABLES))
                .withMessageContaining("too much");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }
}
