package dev.tocsin.model.delivery;

import static dev.tocsin.model.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastFailureTest {
    private static String kept(String reason) {
        return new LastFailure(reason, at("10:01"), at("10:00")).reason();
    }

    @Test
    void aReasonIsOneLine() {
        assertThat(kept("\n503 Service\r\n\u0000Unavailable\t\u0085")).isEqualTo("503 Service Unavailable");
    }

    @Test
    void aLongReasonIsCut() {
        assertThat(kept("x".repeat(LastFailure.LONGEST))).isEqualTo("x".repeat(LastFailure.LONGEST));
        assertThat(kept("x".repeat(5_000)))
                .hasSize(LastFailure.LONGEST)
                .startsWith("xxx")
                .endsWith("x…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String kept = kept("x" + "\ud83d\ude80".repeat(500));
        assertThat(kept).hasSizeLessThanOrEqualTo(LastFailure.LONGEST).endsWith("\ud83d\ude80…");
        assertThat(kept("\ud83d\ude80".repeat(500)))
                .hasSizeLessThanOrEqualTo(LastFailure.LONGEST)
                .endsWith("\ud83d\ude80…");
    }

    @Test
    void whatWasCutStaysAsItIs() {
        String cut = kept("y".repeat(5_000));
        assertThat(kept(cut)).isEqualTo(cut);
    }
}
