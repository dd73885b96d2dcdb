package dev.tocsin.standalone;

import dev.tocsin.embedded.EmbeddedKafkaConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded Kafka alone. */
@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        description = "Starts the embedded single-node Kafka alone, on TOCSIN_BROKER_PORT (9092).")
final class KafkaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "where the data is kept, in the folder kafka below this one (default: ./data)")
    private Path data;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    KafkaCommand() {}

    @Override
    public Integer call() {
        EmbeddedKafkaConfig config = EmbeddedBroker.config(Launch.ownSettings(), data.resolve("kafka"));
        PrintWriter out = spec.commandLine().getOut();
        Running running = new Running(out);
        return running.run(
                "tocsin kafka",
                List.of(new EmbeddedBroker(config, running.stop())),
                () -> out.println(
                        "  kafka  " + config.host() + ":" + config.port() + "   (data in " + config.dataDir() + ")"));
    }
}
