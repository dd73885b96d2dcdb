package dev.tocsin.notifier.text.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateValuesTest {
    private final List<String> made = new ArrayList<>();
    private final LateValues<String> values =
            new LateValues<>("x", Map.of("a", source -> making("a", source), "b", source -> making("b", source)));

    private Object making(String name, String source) {
        made.add(name);
        return name + " of " + source;
    }

    @Test
    void makesWhatIsAskedForOnce() {
        assertThat(values.get("a")).isEqualTo("a of x").isSameAs(values.get("a"));
        assertThat(made).containsExactly("a");
    }

    @Test
    void knowsItsNamesWithoutMakingAnything() {
        assertThat(values.containsKey("b")).isTrue();
        assertThat(values.containsKey("c")).isFalse();
        assertThat(made).isEmpty();
    }

    @Test
    void othersStandBesideThem() {
        values.put("c", 1);
        assertThat(values).containsOnly(Map.entry("a", "a of x"), Map.entry("b", "b of x"), Map.entry("c", 1));
    }
}
