package dev.tocsin.standalone;

import dev.tocsin.history.life.Facts;
import dev.tocsin.history.life.Life;
import dev.tocsin.history.life.Progress;
import dev.tocsin.history.life.Question;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.trace.LifeReader;
import dev.tocsin.history.trace.Matches;
import dev.tocsin.history.trace.Positions;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.notifier.lane.LaneNote;
import dev.tocsin.notifier.text.Untrusted;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
            "Needs KAFKA_BOOTSTRAP_SERVERS. Looks 24 hours back unless --from says otherwise. Nobody's offsets move."
        })
final class WhyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofHours(24);
    private static final int MOST = 20;
    private static final int SHOWN = 300;

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

    @Mixin
    private TimeOptions time = new TimeOptions();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    WhyCommand() {}

    @Override
    public Integer call() {
        Instant now = Clock.systemUTC().instant();
        Question question = question();
        Span span = time.span(now, now.minus(BACK), LifeReader.THE_END);
        Launch launch = Launch.read();
        PrintWriter out = spec.commandLine().getOut();
        try (LogReader log = new LogReader(launch.kafka().forConsumer(), clientId(launch), PATIENCE)) {
            Progress progress = progress(launch);
            LifeReader reader = new LifeReader(log, launch.topics());
            Matches matches = reader.matches(question, span, MOST);
            if (matches.count() == 0) {
                throw new FailedException(nothing(span));
            }
            if (matches.count() > 1) {
                out.println(matches.count() + " alerts match"
                        + (matches.count() > MOST ? "; the " + MOST + " that were heard of last are shown" : ""));
            }
            LifeText text = new LifeText(out, time.zone(), now);
            Policy policy = launch.policy().get();
            for (Facts facts : reader.facts(matches.latest(), span)) {
                Life life = Life.of(facts, progress, policy, DecisionRules.standard());
                out.println();
                text.print(receiver == null ? life : life.at(receiver));
                if (receiver != null) {
                    out.println(addressed(life, policy, receiver));
                }
            }
            out.flush();
            return ExitCode.OK;
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private Question question() {
        try {
            return Question.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(
                    e.getMessage()
                            + " (expected a fingerprint of 16 hex digits, labels such as 'alertname=\"HostDown\"', or the id of a request)");
        }
    }

    private static Progress progress(Launch launch) {
        Map<String, Object> config = new HashMap<>(launch.kafka().forAdmin());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId(launch));
        try (Admin admin = Admin.create(config)) {
            return new Positions(admin, launch.topics(), PATIENCE)
                    .read((offset, metadata) -> LaneNote.plan(offset, metadata)
                            .map(plan -> new Progress.Plan(
                                    plan.end(), plan.attempt(), plan.since(), plan.notBefore(), plan.messageId())));
        }
    }

    private static String clientId(Launch launch) {
        return launch.topics().clientId("why");
    }

    private String nothing(Span span) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(time.zone());
        String end = span.to().equals(LifeReader.THE_END) ? "now" : format.format(span.to());
        return "no alert matches " + Untrusted.line(asked, SHOWN) + " between " + format.format(span.from()) + " and "
                + end + ": look further back with --from, give fewer labels, or see whether the source has sent it"
                + " (ingest's log and metrics say what was refused)";
    }

    private static String addressed(Life life, Policy policy, String name) {
        Optional<Receiver> known = policy.receiver(name);
        if (known.isEmpty()) {
            return name + ": no receiver has this name; there are "
                    + policy.receivers().stream().map(Receiver::name).collect(Collectors.joining(", "));
        }
        long tellings =
                life.places().stream().filter(at -> at.receiver().equals(name)).count();
        String past = tellings == 0
                ? name + ": in this time nothing of this alert was routed to it"
                : name + ": in this time " + tellings + " of its tellings were routed to it";
        return past + "; "
                + (known.get().transport().isEmpty()
                        ? "it has no transport, and is told nothing"
                        : life.alert()
                                .map(alert -> routeOf(alert, policy, name))
                                .orElse("what the route says can't be known"));
    }

    private static String routeOf(Alert alert, Policy policy, String name) {
        Addresses addresses = policy.addresses(alert);
        List<To> all = addresses.receivers().toList();
        return all.stream()
                .filter(to -> to.receiver().equals(name))
                .findFirst()
                .map(to -> "the route as of now addresses it"
                        + (to.sendResolved() ? "" : ", but does not tell it of ends"))
                .orElseGet(() -> "the route as of now addresses "
                        + all.stream().map(To::receiver).collect(Collectors.joining(", "))
                        + " instead: ./tocsin check --route says why");
    }
}
