package dev.tocsin.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Notifier alone. */
@Command(
        name = "notifier",
        mixinStandardHelpOptions = true,
        description = "Tells receivers and keeps trying; refuses to start without one. Needs KAFKA_BOOTSTRAP_SERVERS.")
final class NotifierCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    NotifierCommand() {}

    @Override
    public Integer call() {
        return Alone.notifier(spec.commandLine().getOut());
    }
}
