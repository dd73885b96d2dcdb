package dev.tocsin.notifier.text.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockValuesTest {
    private static final Map<String, Object> GIVEN = Map.of("name", "HostDown");

    @Test
    void whatABlockSetsIsGoneInTheNext() {
        SandboxedTemplate template = SandboxedTemplate.parse(
                "{% block a %}{% set name = \"other\" %}{{ name }}{% endblock %}{% block b %}{{ name }}{% endblock %}",
                new Rules(Set.of("a", "b"), Map.of()));
        assertThat(template.render("a", GIVEN).line()).isEqualTo("other");
        assertThat(template.render("b", GIVEN).line()).isEqualTo("HostDown");
    }

    @Test
    void whatTheEngineAddsIsEmpty() {
        BlockValues values = new BlockValues(GIVEN);
        assertThat(values.get("_context")).isEqualTo("");
        assertThat(values)
                .containsOnly(
                        Map.entry("name", "HostDown"),
                        Map.entry("_context", ""),
                        Map.entry("locale", ""),
                        Map.entry("template", ""));
    }

    @Test
    void knowsNoOthers() {
        assertThat(new BlockValues(GIVEN).containsKey("gone")).isFalse();
        assertThat(new BlockValues(GIVEN).get("gone")).isNull();
    }
}
