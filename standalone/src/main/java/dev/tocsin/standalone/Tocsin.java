package dev.tocsin.standalone;

import dev.tocsin.kit.BuildInfo;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "tocsin",
        mixinStandardHelpOptions = true,
        versionProvider = Tocsin.Version.class,
        description = "A durable alert pipeline on Kafka.",
        subcommands = {
            UpCommand.class,
            IngestCommand.class,
            RouterCommand.class,
            NotifierCommand.class,
            KafkaCommand.class,
            RocketChatCommand.class,
            SendCommand.class,
            TopicsCommand.class,
            CheckCommand.class,
            TemplateCommand.class,
            ReplayCommand.class,
            ParkedCommand.class,
            WhyCommand.class,
            AuditCommand.class,
            ReconcileCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Tocsin implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Tocsin.class);

    @Spec
    private CommandSpec spec;

    /** Made by picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    Tocsin() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: ./tocsin up is a good start");
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Alone.run(arguments).orElseGet(() -> commandLine().execute(arguments)));
    }

    /** The command line, for tests too. */
    static CommandLine commandLine() {
        return new CommandLine(new Tocsin())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line.getErr()));
    }

    /** Says why a command failed, and returns its exit code. */
    static int failed(Exception failure, PrintWriter err) {
        return switch (failure) {
            case WrongUsageException wrong -> {
                err.println(wrong.getMessage());
                yield CommandLine.ExitCode.USAGE;
            }
            case FailedException failed -> {
                err.println(failed.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            default -> {
                log.atError().setCause(failure).log("the command broke");
                yield CommandLine.ExitCode.SOFTWARE;
            }
        };
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tocsin " + BuildInfo.load().version()};
        }
    }
}
