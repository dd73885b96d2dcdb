package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayAnswer.Doing;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays.Listener;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.kit.http.Problem;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotifierReplaysTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Ask ASK =
            new Ask("missed", NOON, NOON.plusSeconds(1), List.of(), List.of(), List.of(), false, "");
    private static final Problem BUSY = Problem.of(503, "Service Unavailable", "Two requests read already; try again.");
    private static final String AGAIN =
            "it is shown, or goes on, when it is asked for again: ./tocsin replay --id night";

    private final StandInNotifier notifier;

    NotifierReplaysTest() throws IOException {
        notifier = new StandInNotifier();
    }

    @AfterEach
    void close() {
        notifier.close();
    }

    private ReplayRun run(Duration patience, BooleanSupplier stopped) {
        return new NotifierReplays(
                        new NotifierClient(URI.create(notifier.address()), Optional.empty()),
                        100,
                        new NotifierReplays.Pace(SHORT, SHORT, patience, patience))
                .run(new Wish("night", Optional.empty(), Optional.empty()), new Deaf(), stopped);
    }

    private static ReplayAnswer at(State state) {
        return ReplayAnswer.of(
                new ReplayRun("night", ASK, state, Counts.NONE, Progress.NONE, NOON, NOON),
                state == State.RUNNING ? Doing.TELLING : null,
                null);
    }

    @Test
    void aNotifierThatIsBusyIsAskedAgain() {
        notifier.then(202, at(State.RUNNING)).then(503, BUSY).then(503, BUSY).then(200, at(State.DONE));

        assertThat(run(LONG, () -> false).state()).isEqualTo(State.DONE);

        String look = "GET /api/v1/replays/night";
        assertThat(notifier.requests()).containsExactly("POST /api/v1/replays", look, look, look);
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        notifier.then(202, at(State.RUNNING)).thenNothing().thenNothing().then(200, at(State.DONE));

        assertThat(run(LONG, () -> false).state()).isEqualTo(State.DONE);
    }

    @Test
    void whoNeverAnswersIsGivenUpAndTheReplayMayGoOn() {
        notifier.then(202, at(State.RUNNING)).then(503, BUSY);

        assertThatThrownBy(() -> run(Duration.ZERO, () -> false))
                .isInstanceOf(HistoryException.class)
                .hasMessage("Two requests read already; try again; the replay may go on there, and " + AGAIN);
    }

    @Test
    void stoppingIsTriedAgainToo() {
        notifier.then(202, at(State.RUNNING))
                .then(503, BUSY)
                .thenNothing()
                .then(202, at(State.RUNNING))
                .then(200, at(State.INTERRUPTED));

        assertThat(run(LONG, () -> true).state()).isEqualTo(State.INTERRUPTED);

        String stop = "POST /api/v1/replays/night/stop";
        assertThat(notifier.requests())
                .containsExactly("POST /api/v1/replays", stop, stop, stop, "GET /api/v1/replays/night");
    }

    @Test
    void whatCannotBeStoppedGoesOnAndThatIsSaid() {
        notifier.then(202, at(State.RUNNING)).then(503, BUSY);

        assertThatThrownBy(() -> run(Duration.ZERO, () -> true))
                .isInstanceOf(HistoryException.class)
                .hasMessage("it could not be stopped, and goes on there while that notifier runs: Two requests read"
                        + " already; try again; " + AGAIN);
    }

    @Test
    void whatAnotherOneTellsIsNotStoppedHere() {
        notifier.then(202, at(State.RUNNING))
                .then(409, Problem.of(409, "Conflict", "This notifier does not tell the replay night."));

        assertThatThrownBy(() -> run(LONG, () -> true))
                .isInstanceOf(HistoryException.class)
                .hasMessage("This notifier does not tell the replay night.");
    }

    private static final class Deaf implements Listener {
        @Override
        public void waiting() {}

        @Override
        public void telling(ReplayRun run) {}

        @Override
        public void at(Step step, long done, long all) {}
    }
}
