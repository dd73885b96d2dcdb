package dev.tocsin.wire.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "team=\"payments\",severity=\"page\"",
                "{severity=\"page\", team=\"payments\"}",
                " severity = page , team=payments,x=\"\" "
            })
    void readsQuotedAndBareValues(String text) {
        assertThat(LabelText.parse(text))
                .hasSize(2)
                .containsEntry("team", "payments")
                .containsEntry("severity", "page");
    }

    @Test
    void keepsEscapedQuotesAndCommas() {
        assertThat(LabelText.parse("a=\"x,\\\"y\\\"\"")).containsEntry("a", "x,\"y\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "team", "team=\"a", "team=a b", "team=~\"a\"", "a=1,a=2", "=x", "a=\"\""})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> LabelText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
