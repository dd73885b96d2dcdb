package dev.tocsin.standalone;

import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.past.Past;
import dev.tocsin.history.replay.run.Asks;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.wire.json.Codecs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was given up. */
@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what was given up at a receiver, tells it again or discards it.",
            "Asks Kafka or a notifier. Nobody's offsets move."
        })
final class ParkedCommand implements Runnable {
    private static final int SHOWN = 60;
    private static final int SHOWN_REASON = 100;
    private static final int SHOWN_WHOLE = 2_000;

    /** How it is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** What is parked, as it stands in Kafka, as one array; of a retry one object. */
        JSON
    }

    /** Of what, and whom. */
    static final class Asked {
        @Mixin
        private PastOptions past = new PastOptions();

        @Mixin
        private PastSource source = new PastSource();

        @SuppressWarnings("NullAway.Init") // picocli fills the fields in
        Asked() {}
    }

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the field in
    ParkedCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, retry or discard");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is parked, the oldest first.")
    int list(
            @Mixin Asked asked,
            @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
                    Output output) {
        Selection selection = asked.past.selection(Clock.systemUTC());
        ParkedAnswer found = ask(asked.source, past -> past.parked(selection, "", Integer.MAX_VALUE));
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            printJson(found.parked());
        } else {
            Table table = new Table("PARKED", "RECEIVER", "SEVERITY", "ALERT", "STATE", "REASON", "KEY");
            found.parked()
                    .forEach(parked -> table.add(
                            time(asked.past.zone()).format(parked.at()),
                            parked.receiver(),
                            parked.routed().severity(),
                            Untrusted.line(parked.routed().alert().name(), SHOWN),
                            word(parked.routed().reason()),
                            Untrusted.line(parked.reason(), SHOWN_REASON),
                            parked.key()));
            table.print(out);
            out.println(found.parked().size() + " parked");
        }
        out.flush();
        return sayUnreadable(found);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one with everything that is known of it.")
    int show(
            @Parameters(paramLabel = "KEY", description = "the last column of list") String key,
            @Mixin PastSource source,
            @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
                    Output output) {
        ParkedAlert parked = ask(source, past -> past.parked(key))
                .orElseThrow(() -> new FailedException("nothing is parked under " + key));
        if (output == Output.JSON) {
            printJson(List.of(parked));
        } else {
            describe(parked, ZoneId.systemDefault());
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Puts what is parked back in line, behind what is news: told as the past, with how it is now.",
                "Once it is told, nothing stands parked."
            })
    int retry(
            @Mixin PastOptions past,
            @Parameters(paramLabel = "KEY", arity = "0..*", description = "these alone, by the last column of list")
                    @Nullable
                    List<String> keys,
            @Option(names = "--output", description = "table (default) or json", defaultValue = "table") Output output,
            @Mixin ReplaySource source) {
        Clock clock = Clock.systemUTC();
        Selection selection = past.selection(clock).under(Objects.requireNonNullElse(keys, List.of()));
        Ask ask = Asks.parked(selection, clock.instant());
        return ReplayConsole.run(
                spec.commandLine(),
                _ -> new Wish(ReplayConsole.idOf(null), Optional.of(ask), Optional.of(selection)),
                source,
                output == Output.JSON);
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = {
                "Takes out of deliveries.parked what need not be told. Asks first.",
                "deliveries keeps who decided, and why."
            })
    int discard(
            @Mixin Asked asked,
            @Parameters(paramLabel = "KEY", arity = "0..*", description = "these alone, by the last column of list")
                    @Nullable
                    List<String> keys,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why") String reason,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            description = "who decides (default: the user of this machine)")
                    @Nullable
                    String by,
            @Option(names = "--yes", description = "does not ask") boolean yes) {
        String who = Objects.requireNonNullElseGet(by, () -> System.getProperty("user.name", ""));
        if (who.isBlank() || reason.isBlank()) {
            throw new WrongUsageException("a discard needs who decided, and why: give --by and --reason");
        }
        Selection wanted = asked.past.selection(Clock.systemUTC()).under(Objects.requireNonNullElse(keys, List.of()));
        DiscardAnswer found = discard(asked.source, wanted, new Past.Decision(who, reason, true));
        PrintWriter out = spec.commandLine().getOut();
        if (found.count() == 0) {
            out.println("nothing is parked that matches");
            out.flush();
            return ExitCode.OK;
        }
        if (!yes && !agreed(found)) {
            throw new FailedException("nothing was discarded");
        }
        // What is parked while the question stands was not agreed to.
        Selection agreed = wanted.keys().isEmpty() && wanted.to().isEmpty() ? wanted.until(found.at()) : wanted;
        DiscardAnswer done = discard(asked.source, agreed, new Past.Decision(who, reason, false));
        out.println(done.count() + " discarded by " + who + ": " + reason);
        out.flush();
        return ExitCode.OK;
    }

    private static DiscardAnswer discard(PastSource source, Selection selection, Past.Decision decision) {
        DiscardAnswer answer = ask(source, past -> past.discard(selection, decision));
        if (!answer.missing().isEmpty()) {
            throw new FailedException("nothing is parked under " + String.join(", ", answer.missing()));
        }
        return answer;
    }

    private boolean agreed(DiscardAnswer found) {
        PrintWriter out = spec.commandLine().getOut();
        found.receivers().forEach((receiver, count) -> out.println(receiver + ": " + count));
        out.print("Nobody will be told of " + found.count() + ". Discard? [y/N] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }

    private static <T> T ask(PastSource source, Function<Past, T> question) {
        try {
            return question.apply(source.open("parked"));
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private int sayUnreadable(ParkedAnswer found) {
        found.unreadable()
                .forEach(key -> spec.commandLine()
                        .getErr()
                        .println("can't be read here, it may be of a newer version: "
                                + Untrusted.line(key, SHOWN_WHOLE)));
        spec.commandLine().getErr().flush();
        return found.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void printJson(List<ParkedAlert> alerts) {
        spec.commandLine()
                .getOut()
                .println(alerts.stream()
                        .map(parked -> new String(Codecs.PARKED.encode(parked), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",\n", "[", "]")));
    }

    private void describe(ParkedAlert parked, ZoneId zone) {
        Table table = new Table("PARKED", time(zone).format(parked.at()));
        table.add("why", Untrusted.line(parked.reason(), SHOWN_WHOLE));
        table.add("receiver", parked.receiver());
        table.add("severity", parked.routed().severity());
        table.add(
                "state",
                word(parked.routed().reason()) + ", episode " + parked.routed().episode());
        table.add("firing since", time(zone).format(parked.routed().since()));
        table.add("accepted", time(zone).format(parked.routed().received().receivedAt()));
        table.add("request", Untrusted.line(parked.routed().received().requestId(), SHOWN_WHOLE));
        table.add("record", parked.place().text());
        parked.routed().alert().labels().forEach((name, value) -> addText(table, "label", name, value));
        parked.routed().alert().annotations().forEach((name, value) -> addText(table, "annotation", name, value));
        table.print(spec.commandLine().getOut());
    }

    private static void addText(Table table, String what, String name, String value) {
        table.add(what + " " + Untrusted.line(name, SHOWN), Untrusted.line(value, SHOWN_WHOLE));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static DateTimeFormatter time(ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }
}
