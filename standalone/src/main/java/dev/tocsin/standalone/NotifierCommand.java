package dev.tocsin.standalone;

import dev.tocsin.kit.lifecycle.Signals;
import dev.tocsin.notifier.app.NotifierApp;
import dev.tocsin.notifier.app.NotifierConfig;
import java.io.PrintWriter;
import java.util.List;
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
        Launch launch = Launch.read(NotifierConfig.CATALOGUE);
        NotifierApp app = Apps.notifier(launch, NotifierConfig.of(launch.settings()));
        PrintWriter out = spec.commandLine().getOut();
        Signals.onHangup(launch.policy()::reload);
        return new Running(out)
                .run(
                        "tocsin notifier",
                        List.of(app),
                        () -> out.println("  notifier  http://127.0.0.1:" + app.port() + "/-/ready"));
    }
}
