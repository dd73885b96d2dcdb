package dev.tocsin.standalone;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The simulator alone. */
@Command(
        name = "rocketchat",
        mixinStandardHelpOptions = true,
        description = "Starts the Rocket.Chat simulator alone, on TOCSIN_SIMULATOR_PORT (8099).")
final class RocketChatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    RocketChatCommand() {}

    @Override
    public Integer call() {
        Simulator simulator = Simulator.of(Launch.ownSettings());
        PrintWriter out = spec.commandLine().getOut();
        return new Running(out).run("tocsin rocketchat", List.of(simulator), () -> {
            out.println("  page  " + simulator.url() + "/");
            simulator
                    .hooks()
                    .forEach((severity, hook) -> out.println(
                            "  ROCKETCHAT_WEBHOOK_" + severity.toUpperCase(Locale.ROOT) + "=" + hook.reveal()));
            out.println("  or, over the REST API,");
            simulator.rest().forEach((setting, value) -> out.println("  " + setting + "=" + value));
        });
    }
}
