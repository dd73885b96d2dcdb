package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ReplayConsoleTest {
    @Test
    void theLineOfTheBarIsFreeAgainWhenItBreaks() {
        StringWriter err = new StringWriter();
        ReplayConsole console = new ReplayConsole(new PrintWriter(err, true), true);

        assertThatThrownBy(() -> console.run(
                        new Breaking(), new Replays.Wish("night", Optional.empty(), Optional.empty()), () -> false))
                .hasMessage("away");

        assertThat(err.toString()).contains("reading").endsWith("\r\u001b[K");
    }

    /** Draws a bar, and then Kafka is away. */
    private static final class Breaking implements Replays {
        @Override
        public PlanAnswer dryRun(Ask ask, Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped) {
            listener.at(Step.DELIVERIES, 1, 2);
            throw new HistoryException("away");
        }

        @Override
        public ReplayRun begun(Wish wish) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ReplayRun> all() {
            throw new UnsupportedOperationException();
        }
    }
}
