package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaReplaysIT extends ReplayFixture {
    @Test
    void refusesWithASentence() {
        try (StandInReceiver ops = ops()) {
            var _ = run(missed("one"));
            Ask other = new Ask(
                    "all",
                    clock.instant().minusSeconds(60),
                    clock.instant(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    "");
            assertRefused(new Wish("one", Optional.of(other), Optional.empty()), "was begun with other words");
            assertRefused(
                    new Wish("old", Optional.of(missed(Duration.ofDays(31))), Optional.empty()),
                    "it can't begin before ");
            assertRefused(new Wish("two", Optional.empty(), Optional.empty()), "there is no replay two to go on with");
            assertRefused(missed("not an id"), "not an id of a replay: not an id");
            assertThat(ops.told()).hasSize(MISSED);
        }
    }

    private void assertRefused(Wish wish, String sentence) {
        assertThatThrownBy(() -> run(wish))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private Wish parked(String id, String... keys) {
        Ask ask = new Ask(Asks.PARKED, Instant.EPOCH, clock.instant(), List.of(), List.of(), List.of(), false, "");
        return new Wish(id, Optional.of(ask), Optional.of(Selection.of(List.of(keys))));
    }

    @Test
    void triesAgainWhatIsParkedUnderAKey() {
        assertRefused(parked("none", "ops|alertmanager|0123456789abcdef|1"), "nothing is parked under ops|");
        try (StandInReceiver ops = ops()) {
            assertThat(run(parked("all")).progress()).isEqualTo(new Progress(MISSED, MISSED, MISSED, 0));
            assertExactlyOnce(ops.told());
        }
        assertRefused(new Wish("all", Optional.empty(), Optional.empty()), "was a retry of what is parked");
    }
}
