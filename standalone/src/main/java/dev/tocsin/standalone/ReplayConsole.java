package dev.tocsin.standalone;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.history.replay.run.Replays.Listener;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Runs a replay before somebody's eyes: a bar on a terminal, a line now and then elsewhere. Ctrl-C stops it in order. */
final class ReplayConsole implements Listener {
    private static final int BAR = 30;
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(8);

    private final PrintWriter err;
    private final boolean terminal;
    private long saidAt = System.nanoTime();
    private long movedAt = System.nanoTime();
    private long ended = -1;
    private String waitingFor = "";

    ReplayConsole(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** The id that is given, or a new one. */
    static String idOf(@Nullable String given) {
        if (given != null) {
            return given;
        }
        return Replays.newId(Instant.now(), ThreadLocalRandom.current());
    }

    /** Runs what is wished for, and returns the exit code. */
    static int run(CommandLine command, Function<Replays, Wish> wished, ReplaySource source, boolean json) {
        PrintWriter out = command.getOut();
        ReplayConsole console = new ReplayConsole(
                command.getErr(),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread stopper = new Thread(() -> stop(stopped, done), "stop-replay");
        Runtime.getRuntime().addShutdownHook(stopper);
        try {
            Replays replays = source.open();
            Wish wish = wished.apply(replays);
            console.say("replay " + wish.id());
            ReplayRun run = console.run(replays, wish, stopped::get);
            if (json) {
                out.println(AnswerJson.pretty(ReplayAnswer.of(run)));
            } else {
                new ReplayText(out, ZoneId.systemDefault()).print(run);
            }
            out.flush();
            boolean well = run.state() == State.DONE && run.counts().unreadable() == 0;
            return well && run.progress().givenUp() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        } finally {
            done.countDown();
        }
    }

    /** Runs it, and leaves the line of the bar free. */
    ReplayRun run(Replays replays, Wish wish, BooleanSupplier stopped) {
        try {
            return replays.run(wish, this, stopped);
        } finally {
            endLine();
        }
    }

    private static void stop(AtomicBoolean stopped, CountDownLatch done) {
        stopped.set(true);
        try {
            // The main thread says how far it came.
            var _ = done.await(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void waiting() {
        if (waitingFor.isEmpty()) {
            waitingFor = "waiting for its turn: one replay is told at a time";
            say(waitingFor);
        }
    }

    @Override
    public void at(Step what, long done, long all) {
        if (terminal) {
            line("reading " + words(what) + " " + bar(done, all));
        }
    }

    private static String words(Step step) {
        return switch (step) {
            case DELIVERIES -> "what was told";
            case PARKED -> "what is parked";
            case IN_LINE -> "what is in line";
            case TELLINGS -> "what was routed";
            case STATES -> "how it is now";
        };
    }

    @Override
    public void telling(ReplayRun run) {
        Progress progress = run.progress();
        long now = System.nanoTime();
        long finished = progress.told() + progress.givenUp();
        if (finished != ended) {
            ended = finished;
            movedAt = now;
        }
        String line = "told " + progress.told() + " of " + progress.alerts()
                + (progress.givenUp() > 0 ? ", " + progress.givenUp() + " given up" : "") + ", "
                + (progress.written() - finished) + " in line"
                + (now - movedAt > SILENCE.toNanos()
                        ? "; nothing is told at the moment: does the receiver take messages, and does a notifier run?"
                        : "");
        if (terminal) {
            line(bar(finished, progress.alerts()) + " " + line);
        } else if (now - saidAt > EVERY.toNanos()) {
            say(line);
        }
    }

    private static String bar(long done, long all) {
        int full = all == 0 ? BAR : (int) (BAR * Math.min(done, all) / all);
        long percent = all == 0 ? 100 : 100 * Math.min(done, all) / all;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + percent + " %";
    }

    private void say(String text) {
        saidAt = System.nanoTime();
        err.println(text);
        err.flush();
    }

    private void line(String text) {
        // Clears what stood there.
        err.print("\r\u001b[K" + text);
        err.flush();
    }

    private void endLine() {
        if (terminal) {
            line("");
        }
    }
}
