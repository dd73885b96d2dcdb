package dev.tocsin.standalone;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplaysAnswer;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.history.replay.run.Asks;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells again what was missed. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Tells again what receivers have missed, each alert as one line in the past tense, with how it is now.",
            "Nobody is told twice: what was told is left out, the same replay goes on where it was stopped, and one replay"
                    + " is told at a time. Nobody's offsets move.",
            "Looks 24 hours back unless --from says otherwise."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Duration BACK = Duration.ofHours(24);

    /** How it is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** As one object. */
        JSON
    }

    /** What to take; missed is what is taken if nothing is said. */
    static final class Taken {
        @Option(
                names = "--missed",
                description =
                        "what a receiver has passed without being told: parked, expired, skipped (this is the default)")
        private boolean missed;

        @Option(
                names = "--as-routed-now",
                description = "what the present routes send to a receiver that was not told it")
        private boolean asRoutedNow;

        @Option(names = "--all", description = "everything that was routed, told or not")
        private boolean all;

        @SuppressWarnings("NullAway.Init") // picocli fills the fields in
        Taken() {}

        private Mode mode() {
            if (all) {
                return Mode.ALL;
            }
            return asRoutedNow ? Mode.AS_ROUTED_NOW : Mode.MISSED;
        }

        private boolean given() {
            return missed || asRoutedNow || all;
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private PastOptions past = new PastOptions();

    @ArgGroup
    private Taken taken = new Taken();

    @Option(names = "--firing", description = "only alerts that still fire")
    private boolean firing;

    @Option(
            names = "--to-receiver",
            paramLabel = "NAME",
            description = "tells this one instead of those who missed it; for them it is still missed")
    private @Nullable String toReceiver;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = {
                "of the replay; the same id alone goes on where it was stopped.",
                "A new one takes words beside it, such as --missed"
            })
    private @Nullable String id;

    @Option(names = "--dry-run", description = "shows what would be told, and why the rest is not; tells nothing")
    private boolean dryRun;

    @Option(names = "--list", description = "shows all replays, the youngest first, and how far they are")
    private boolean list;

    @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
    private Output output;

    @Mixin
    private ReplaySource source = new ReplaySource();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    ReplayCommand() {}

    @Override
    public Integer call() {
        if (list) {
            return list();
        }
        Optional<Ask> ask = ask();
        return dryRun
                ? show(ask)
                : ReplayConsole.run(
                        spec.commandLine(),
                        replays -> new Wish(ReplayConsole.idOf(id), ask, Optional.empty()),
                        source,
                        output == Output.JSON);
    }

    /** Nothing when the id stands alone: then its own words, which are kept, are meant. */
    private Optional<Ask> ask() {
        if (id != null && !wordsGiven()) {
            return Optional.empty();
        }
        Span span = past.span(Clock.systemUTC(), BACK);
        var filter = past.filter();
        return Optional.of(new Ask(
                Asks.word(taken.mode()),
                span.from(),
                span.to(),
                filter.receivers().stream().sorted().toList(),
                filter.severities().stream().sorted().toList(),
                past.matchers(),
                firing,
                toReceiver == null ? "" : toReceiver));
    }

    private boolean wordsGiven() {
        return past.given() || taken.given() || firing || toReceiver != null;
    }

    private int list() {
        List<ReplayRun> all = asked(Replays::all);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(AnswerJson.pretty(ReplaysAnswer.of(
                    all.stream().map(ReplayAnswer::of).toList(),
                    Clock.systemUTC().instant(),
                    all.size())));
        } else {
            new ReplayText(out, past.zone()).print(all);
        }
        out.flush();
        return ExitCode.OK;
    }

    private int show(Optional<Ask> ask) {
        PlanAnswer plan =
                asked(replays -> replays.dryRun(ask.orElseGet(() -> begunWith(replays)), (step, done, all) -> {}));
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(AnswerJson.pretty(plan));
        } else {
            new ReplayText(out, past.zone()).print(plan);
        }
        out.flush();
        return plan.unreadable() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Ask begunWith(Replays replays) {
        Ask begun = replays.all().stream()
                .filter(run -> run.id().equals(id))
                .map(ReplayRun::ask)
                .findFirst()
                .orElseThrow(() -> new WrongUsageException(
                        "there is no replay " + id + ": say what a dry run shall show, such as --missed or --from"));
        if (begun.mode().equals(Asks.PARKED)) {
            throw new WrongUsageException(
                    "the replay " + id + " was a retry of what is parked, which ./tocsin parked list shows");
        }
        return begun;
    }

    private <T> T asked(Function<Replays, T> question) {
        try {
            return question.apply(source.open());
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }
}
