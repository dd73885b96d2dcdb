package dev.tocsin.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OftenSeenTest {
    private final OftenSeen seen = new OftenSeen();

    private String again(String text) {
        return seen.same(String.valueOf(text.toCharArray()));
    }

    @Test
    void keepsOneOfWhatComesAgain() {
        String first = again("production");
        String second = again("production");
        assertThat(second).isEqualTo(first).isNotSameAs(first);
        assertThat(again("production")).isSameAs(second);
    }

    @Test
    void whatOnlySharesThePlaceIsAnother() {
        // Both have the hash 2112.
        assertThat(again("Aa")).isEqualTo("Aa");
        assertThat(again("BB")).isEqualTo("BB");
        assertThat(again("Aa")).isEqualTo("Aa");
        assertThat(again("BB")).isEqualTo("BB");
    }

    @Test
    void keepsNoLongOnes() {
        String text = "x".repeat(201);
        assertThat(again(text)).isNotSameAs(again(text)).isNotSameAs(again(text));
    }
}
