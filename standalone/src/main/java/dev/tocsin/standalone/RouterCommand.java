package dev.tocsin.standalone;

import dev.tocsin.kit.lifecycle.Signals;
import dev.tocsin.router.app.RouterApp;
import dev.tocsin.router.app.RouterConfig;
import java.io.PrintWriter;
import java.util.List;
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
        Launch launch = Launch.read(RouterConfig.CATALOGUE);
        RouterApp app = Apps.router(launch);
        PrintWriter out = spec.commandLine().getOut();
        Signals.onHangup(launch.policy()::reload);
        return new Running(out)
                .run(
                        "tocsin router",
                        List.of(app),
                        () -> out.println("  router  http://127.0.0.1:" + app.port() + "/-/ready"));
    }
}
