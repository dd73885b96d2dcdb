package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays.Listener;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplayRunnerIT extends ReplayFixture {
    @Test
    void tellsWhatWasMissedOnceAndThenNothing() {
        try (StandInReceiver ops = ops()) {
            ReplayRun run = run(missed("one"));
            assertThat(run.state()).isEqualTo(ReplayRun.State.DONE);
            assertThat(run.progress()).isEqualTo(new Progress(MISSED, MISSED, MISSED, 0));
            assertThat(run.counts().skipped()).isEqualTo(Map.of("told", (long) ALERTS - MISSED));
            assertThat(run(missed("one")).progress()).isEqualTo(Progress.NONE);
            assertThat(run(missed("two")).progress()).isEqualTo(Progress.NONE);
            assertExactlyOnce(ops.told());
        }
        assertThat(replays.all()).extracting(ReplayRun::id).containsExactly("two", "one");
        assertThat(replays.all())
                .as("what the first told is still known")
                .extracting(run -> run.progress().told())
                .containsExactly(0L, (long) MISSED);
    }

    @Test
    void goesOnWhereItWasStopped() {
        try (StandInReceiver ops = ops()) {
            ReplayRun stopped = runUntil(missed("one"), progress -> progress.told() >= MISSED / 2);
            assertThat(stopped.state()).isEqualTo(ReplayRun.State.INTERRUPTED);
            assertThat(stopped.progress().told()).isBetween((long) MISSED / 2, MISSED - 1L);
            ReplayRun done = run(new Wish("one", Optional.empty(), Optional.empty()));
            assertThat(done.state()).isEqualTo(ReplayRun.State.DONE);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatStandsInLineOfAReceiverThatIsAwayIsNotWrittenAgain() {
        ReplayRun away = runUntil(missed("one"), progress -> progress.written() == IN_LINE);
        assertThat(away.state()).isEqualTo(ReplayRun.State.INTERRUPTED);
        assertThat(away.progress()).isEqualTo(new Progress(MISSED, IN_LINE, 0, 0));
        ReplayRun again = runUntil(missed("one"), progress -> progress.written() > 0);
        assertThat(again.progress())
                .as("the same stand in line, and leave no room for others")
                .isEqualTo(new Progress(MISSED, IN_LINE, 0, 0));
        try (StandInReceiver ops = ops()) {
            assertThat(run(missed("one")).state()).isEqualTo(ReplayRun.State.DONE);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void anotherIdDoesNotTellWhatStandsInLine() {
        var _ = runUntil(missed("one"), progress -> progress.written() == IN_LINE);
        try (StandInReceiver ops = ops()) {
            ReplayRun other = run(missed("two"));
            assertThat(other.counts().skipped().getOrDefault("a replay is about to tell it", 0L)
                            + other.progress().told())
                    .isLessThanOrEqualTo(MISSED);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatIsGivenUpIsCountedAndStaysParked() {
        try (StandInReceiver ops = new StandInReceiver(cluster, End.PARKED)) {
            ReplayRun run = run(missed("one"));
            assertThat(run.state()).isEqualTo(ReplayRun.State.DONE);
            assertThat(run.progress()).isEqualTo(new Progress(MISSED, MISSED, 0, MISSED));
            assertExactlyOnce(ops.told());
        }
        try (StandInReceiver ops = ops()) {
            assertThat(run(missed("two")).progress().told()).isEqualTo(MISSED);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void howAnAlertIsByThenIsTold() {
        outage.state(0, true);
        outage.flush();
        AtomicReference<Boolean> ended = new AtomicReference<>(false);
        Listener listener = new Hearing() {
            @Override
            public void at(Step what, long done, long all) {
                if (what == Step.STATES && done == all && !ended.getAndSet(true)) {
                    outage.state(0, false);
                    outage.flush();
                }
            }
        };
        try (StandInReceiver ops = ops()) {
            var _ = replays.run(missed("one"), listener, () -> false);
            assertThat(ended.get()).isTrue();
            assertThat(ops.told())
                    .filteredOn(routed -> routed.alert().label("instance").equals("host-0"))
                    .singleElement()
                    .satisfies(routed -> assertThat(
                                    routed.replay().orElseThrow().present().state())
                            .isEqualTo(State.ENDED));
        }
    }
}
