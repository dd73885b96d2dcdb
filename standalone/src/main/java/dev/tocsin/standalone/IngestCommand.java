package dev.tocsin.standalone;

import dev.tocsin.ingest.app.IngestApp;
import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.kit.lifecycle.Signals;
import java.io.PrintWriter;
import java.util.List;
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
        Launch launch = Launch.read(IngestSettings.CATALOGUE);
        IngestApp app = Apps.ingest(launch);
        PrintWriter out = spec.commandLine().getOut();
        Signals.onHangup(launch.policy()::reload);
        return new Running(out)
                .run(
                        "tocsin ingest",
                        List.of(app),
                        () -> out.println("  ingest  http://127.0.0.1:" + app.port() + "/webhook"));
    }
}
