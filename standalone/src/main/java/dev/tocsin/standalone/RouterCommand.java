package dev.tocsin.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Router alone. */
@Command(
        name = "router",
        mixinStandardHelpOptions = true,
        description = "Decides what is news and routes it. Needs KAFKA_BOOTSTRAP_SERVERS.")
final class RouterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    RouterCommand() {}

    @Override
    public Integer call() {
        return Alone.router(spec.commandLine().getOut());
    }
}
