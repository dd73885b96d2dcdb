package dev.tocsin.standalone;

import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.Services;
import dev.tocsin.kit.lifecycle.StartException;
import dev.tocsin.kit.lifecycle.StopCause;
import dev.tocsin.kit.lifecycle.StopSignal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs components until the process is asked to stop. */
final class Running {
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final PrintWriter out;
    private final StopSignal stop = StopSignal.onTermination();

    Running(PrintWriter out) {
        this.out = out;
    }

    /** What lets a component end the process. */
    StopSignal stop() {
        return stop;
    }

    /**
     * Starts, says when everything is ready, waits and closes. Returns the exit code.
     *
     * @param started prints what people want to know as soon as all is started
     */
    int run(String what, List<? extends Component> components, Runnable started) {
        try (Services services = new Services(components, CLOSE)) {
            services.start();
            started.run();
            out.flush();
            Thread.ofVirtual().start(() -> sayWhenReady(what, services));
            return switch (stop.await()) {
                case StopCause.Requested(String by) -> CommandLine.ExitCode.OK;
                case StopCause.Broken(String reason) -> throw new FailedException(reason);
            };
        } catch (StartException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void sayWhenReady(String what, Services services) {
        try {
            while (!Services.failures(Map.copyOf(services.check())).isEmpty()) {
                Thread.sleep(LOOK_AGAIN);
            }
            out.println(what + " is ready");
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
