package dev.tocsin.history.replay.run;

import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays.Listener;
import dev.tocsin.model.delivery.ReplayRun;

/** Hears how a replay goes on, and does nothing about it. */
class Hearing implements Listener {
    @Override
    public void waiting() {}

    @Override
    public void at(Step what, long done, long all) {}

    @Override
    public void telling(ReplayRun run) {}
}
