package dev.tocsin.standalone;

import dev.tocsin.history.audit.log.AuditReader;
import dev.tocsin.history.audit.log.AuditReader.Found;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.past.Cluster;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether everything that was accepted is accounted for. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up what Kafka holds: is everything that was accepted told, or accounted for? Names every alert that is"
                    + " not.",
            "Needs KAFKA_BOOTSTRAP_SERVERS. Looks 24 hours back unless --from says otherwise. Nobody's offsets move.",
            "Exit code 1 when something is broken, or can't be read."
        })
final class AuditCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofHours(24);

    /** How it is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** One object, with every alert that breaks an equation. */
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
    private Output output;

    @Mixin
    private TimeOptions time = new TimeOptions();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    AuditCommand() {}

    @Override
    public Integer call() {
        Instant now = Clock.systemUTC().instant();
        Span span = time.span(now, now.minus(BACK), now);
        Launch launch = Launch.read();
        AuditText.beforeRetention(span, now).ifPresent(words -> {
            spec.commandLine().getErr().println(words);
            spec.commandLine().getErr().flush();
        });
        Found found = found(launch, span);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(AuditJson.of(found, span));
        } else {
            new AuditText(out, time.zone()).print(found, span);
        }
        out.flush();
        return found.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Found found(Launch launch, Span span) {
        Cluster cluster = new Cluster(launch.kafka(), launch.topics(), "audit", PATIENCE);
        try (Admin admin = cluster.admin();
                LogReader log = cluster.reader()) {
            return new AuditReader(log, admin, launch.topics(), launch.policy().get(), PATIENCE).audit(span);
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }
}
