package dev.tocsin.kit.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every server of ours has in common: quiet, on virtual threads, and refusing with problem bodies. */
public final class HttpDefaults {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDefaults.class);

    /** Answers are copied through so many bytes, allocated for each: most are a line, and 32 KiB would be half of a webhook. */
    private static final int PIECE = 4 << 10;

    private HttpDefaults() {}

    /** Applies the defaults; call it first, so that a server's own handlers come after and win. */
    public static void apply(JavalinConfig config, ListenAddress address) {
        config.jetty.host = address.host();
        config.jetty.port = address.port();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.responseBufferSize = PIECE;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.routes.exception(HttpResponseException.class, HttpDefaults::refuse);
        config.routes.exception(Exception.class, HttpDefaults::fail);
    }

    private static void refuse(HttpResponseException e, Context ctx) {
        String allowed = e.getDetails().get("availableMethods");
        if (allowed != null) {
            ctx.header("Allow", allowed);
        }
        String title = HttpStatus.forStatus(e.getStatus()).getMessage();
        Problem.of(e.getStatus(), title, Objects.requireNonNullElse(e.getMessage(), title))
                .write(ctx);
    }

    private static void fail(Exception e, Context ctx) {
        LOG.atError()
                .addKeyValue("method", ctx.method())
                .addKeyValue("path", ctx.path())
                .setCause(e)
                .log("Answering a request failed");
        // The cause is for the log: it may name hosts, files or secrets.
        Problem.of(500, "Internal Server Error", "The request failed inside the service; its log says why.")
                .write(ctx);
    }
}
