package dev.tocsin.notifier.api;

import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayAnswer.Doing;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay in the background. */
final class ReplayJob implements Runnable, Replays.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayJob.class);

    private final Replays replays;
    private final Wish wish;
    private final InstantSource clock;
    /** Written by the thread that tells. */
    private volatile ReplayAnswer answer;

    private volatile boolean stopped;

    /** Not begun yet. */
    ReplayJob(Replays replays, Wish wish, ReplayRun begun, InstantSource clock) {
        this.replays = replays;
        this.wish = wish;
        this.clock = clock;
        this.answer = answer(begun, State.RUNNING, Doing.WAITING);
    }

    private ReplayAnswer answer(ReplayRun run, State state, Doing doing) {
        return ReplayAnswer.of(run.with(state, run.counts(), run.progress(), clock.instant()), doing, null);
    }

    Wish wish() {
        return wish;
    }

    ReplayAnswer answer() {
        return answer;
    }

    /** Whether it is told, or waits for that. */
    boolean isActive() {
        return answer.doing() != null;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        if (stopped) {
            ended(answer.run().with(State.INTERRUPTED, answer.counts(), answer.progress(), clock.instant()));
            return;
        }
        LOG.atInfo()
                .addKeyValue("id", wish.id())
                .addKeyValue("mode", answer.ask().mode())
                .log("a replay was begun");
        try {
            ended(replays.run(wish, this, () -> stopped));
        } catch (HistoryException | IllegalArgumentException e) {
            if (stopped) {
                ended(answer.run().with(State.INTERRUPTED, answer.counts(), answer.progress(), clock.instant()));
                return;
            }
            failed(Readings.sentence(e), e);
        }
    }

    /** It ended as nobody expected: who waits for it must learn that it is over. */
    void broke(Throwable why) {
        failed("It broke; the notifier's log says how.", why);
    }

    private void ended(ReplayRun run) {
        answer = ReplayAnswer.of(run);
        LOG.atInfo()
                .addKeyValue("id", run.id())
                .addKeyValue("alerts", run.progress().alerts())
                .addKeyValue("told", run.progress().told())
                .addKeyValue("given_up", run.progress().givenUp())
                .log(run.state() == State.DONE ? "a replay is done" : "a replay was stopped");
    }

    private void failed(String sentence, Throwable why) {
        ReplayRun run = answer.run();
        answer = ReplayAnswer.of(run.with(State.FAILED, run.counts(), run.progress(), clock.instant()), null, sentence);
        LOG.atError()
                .addKeyValue("id", run.id())
                .addKeyValue("told", run.progress().told())
                .setCause(why)
                .log("a replay failed: when it is asked for again it goes on");
    }

    @Override
    public void waiting() {
        answer = answer(answer.run(), State.RUNNING, Doing.WAITING);
    }

    @Override
    public void at(Step what, long done, long all) {
        if (stopped) {
            // Nobody waits for the plan any more.
            throw new HistoryException("stopped");
        }
        answer = answer(answer.run(), State.RUNNING, Doing.READING);
    }

    @Override
    public void telling(ReplayRun run) {
        answer = ReplayAnswer.of(run, Doing.TELLING, null);
    }
}
