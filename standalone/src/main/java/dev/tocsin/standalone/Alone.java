package dev.tocsin.standalone;

import dev.tocsin.ingest.app.IngestApp;
import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.Signals;
import dev.tocsin.notifier.app.NotifierApp;
import dev.tocsin.notifier.app.NotifierConfig;
import dev.tocsin.router.app.RouterApp;
import dev.tocsin.router.app.RouterConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A service alone in its process. Knows nothing of picocli: no AOT cache takes its classes, which are of Java 5, and to
 * read them and look at every command takes a third of a start.
 */
final class Alone {
    private static final Map<String, ToIntFunction<PrintWriter>> SERVICES =
            Map.of("ingest", Alone::ingest, "router", Alone::router, "notifier", Alone::notifier);

    private Alone() {}

    /** Runs the service of this name and returns the exit code; nothing when these words ask for anything else. */
    static Optional<Integer> run(String... words) {
        return Optional.ofNullable(words.length == 1 ? SERVICES.get(words[0]) : null)
                .map(service -> run(service, standard(FileDescriptor.out), standard(FileDescriptor.err)));
    }

    private static int run(ToIntFunction<PrintWriter> service, PrintWriter out, PrintWriter err) {
        try {
            return service.applyAsInt(out);
        } catch (RuntimeException e) {
            return Tocsin.failed(e, err);
        }
    }

    private static PrintWriter standard(FileDescriptor stream) {
        return new PrintWriter(
                new FileOutputStream(stream), true, Charset.forName(System.getProperty("stdout.encoding", "UTF-8")));
    }

    /** Runs ingest until it is asked to stop; returns the exit code. */
    static int ingest(PrintWriter out) {
        Launch launch = Launch.read(IngestSettings.CATALOGUE);
        IngestApp app = Apps.ingest(launch);
        return run(launch, app, out, () -> out.println("  ingest  http://127.0.0.1:" + app.port() + "/webhook"));
    }

    /** Runs the router until it is asked to stop; returns the exit code. */
    static int router(PrintWriter out) {
        Launch launch = Launch.read(RouterConfig.CATALOGUE);
        RouterApp app = Apps.router(launch);
        return run(launch, app, out, () -> out.println("  router  http://127.0.0.1:" + app.port() + "/-/ready"));
    }

    /** Runs the notifier until it is asked to stop; returns the exit code. */
    static int notifier(PrintWriter out) {
        Launch launch = Launch.read(NotifierConfig.CATALOGUE);
        NotifierApp app = Apps.notifier(launch, NotifierConfig.of(launch.settings()));
        return run(launch, app, out, () -> out.println("  notifier  http://127.0.0.1:" + app.port() + "/-/ready"));
    }

    private static int run(Launch launch, Component app, PrintWriter out, Runnable started) {
        Signals.onHangup(launch.policy()::reload);
        return new Running(out).run("tocsin " + app.name(), List.of(app), started);
    }
}
