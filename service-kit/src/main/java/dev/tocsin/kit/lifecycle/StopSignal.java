package dev.tocsin.kit.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets the main thread wait until the process shall stop. */
public final class StopSignal {
    private final CompletableFuture<StopCause> cause = new CompletableFuture<>();

    /** Returns one that SIGTERM and SIGINT set off; repeating the signal ends the process at once. */
    public static StopSignal onTermination() {
        StopSignal stop = new StopSignal();
        for (String signal : new String[] {"TERM", "INT"}) {
            // Restored at the first signal, so that a second Ctrl-C gets rid of a process that hangs while closing.
            Signals.handleOnce(signal, () -> stop.set(new StopCause.Requested("SIG" + signal)));
        }
        return stop;
    }

    /** Sets it off; only the first cause counts. */
    public void set(StopCause why) {
        cause.complete(why);
    }

    /** Waits until it is set off. */
    public StopCause await() throws InterruptedException {
        try {
            return cause.get();
        } catch (ExecutionException e) {
            throw new AssertionError("never completed exceptionally", e);
        }
    }
}
