package dev.tocsin.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ingest alone. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Takes webhooks and writes them to Kafka. Needs KAFKA_BOOTSTRAP_SERVERS.")
final class IngestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    IngestCommand() {}

    @Override
    public Integer call() {
        return Alone.ingest(spec.commandLine().getOut());
    }
}
