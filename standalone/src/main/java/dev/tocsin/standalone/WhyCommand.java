package dev.tocsin.standalone;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.life.Question;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.past.Past;
import dev.tocsin.notifier.text.Untrusted;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why somebody was told of an alert, or not. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the life of an alert, from the request that brought it to the message: why was I told, or not?",
            "Asks Kafka or a notifier. Looks 24 hours back unless --from says otherwise. Nobody's offsets move."
        })
final class WhyCommand implements Callable<Integer> {
    private static final Duration BACK = Duration.ofHours(24);
    private static final int SHOWN = 300;

    /** How it is printed. */
    enum Output {
        /** For people. */
        TEXT,
        /** For programs: what the notifier answers over HTTP. */
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FINGERPRINT|LABELS|REQUEST-ID",
            description =
                    "16 hex digits; labels that the alert has, as in 'alertname=\"HostDown\",instance=\"db-1\"'; or what"
                            + " ingest answered as requestId")
    private String asked;

    @Option(
            names = "--receiver",
            paramLabel = "NAME",
            description = "why was this one told, or not; says too whether the route addresses it")
    private @Nullable String receiver;

    @Option(names = "--output", description = "text (default) or json", defaultValue = "text")
    private Output output;

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Mixin
    private PastSource source = new PastSource();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    WhyCommand() {}

    @Override
    public Integer call() {
        LifeQuestion question = question(Clock.systemUTC().instant());
        Past past = source.open("why");
        try {
            LifeAnswer answer = past.lives(question);
            print(answer);
            if (answer.count() == 0) {
                throw new FailedException(nothing(question));
            }
            return ExitCode.OK;
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private LifeQuestion question(Instant now) {
        checkAsked();
        Span span = time.span(now, now.minus(BACK), Span.FOR_EVER);
        return new LifeQuestion(
                asked,
                span.from(),
                Optional.of(span.to()).filter(to -> !to.equals(Span.FOR_EVER)),
                Optional.ofNullable(receiver));
    }

    private void checkAsked() {
        try {
            var _ = Question.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(
                    e.getMessage()
                            + " (expected a fingerprint of 16 hex digits, labels such as 'alertname=\"HostDown\"', or the id of a request)");
        }
    }

    private void print(LifeAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(AnswerJson.pretty(answer));
        } else {
            if (answer.count() > 1) {
                out.println(answer.count() + " alerts match"
                        + (answer.truncated()
                                ? "; the " + answer.alerts().size() + " that were heard of last are shown"
                                : ""));
            }
            LifeText text = new LifeText(out, time.zone(), answer.at());
            answer.alerts().forEach(life -> {
                out.println();
                text.print(life);
            });
        }
        out.flush();
    }

    private String nothing(LifeQuestion question) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(time.zone());
        return "no alert matches " + Untrusted.line(asked, SHOWN) + " between " + format.format(question.from())
                + " and " + question.to().map(format::format).orElse("now")
                + ": look further back with --from, give fewer labels, or see whether the source has sent it"
                + " (ingest's log and metrics say what was refused)";
    }
}
