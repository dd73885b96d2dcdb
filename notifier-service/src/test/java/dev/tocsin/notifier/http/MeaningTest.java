package dev.tocsin.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.testsupport.ManualClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeaningTest {
    /** Java's client hands over what the proxy between us and the receiver says. */
    @Test
    void aProxyThatWantsALoginIsAboutTheSettings() {
        Reply.Answer answer = new Reply.Answer(407, Map.of(), "");
        assertThat(Outcomes.word(Meaning.of(answer, "", new ManualClock(Routed.NOON))))
                .isEqualTo("suspended");
    }
}
