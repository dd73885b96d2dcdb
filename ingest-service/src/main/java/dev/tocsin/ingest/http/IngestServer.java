package dev.tocsin.ingest.http;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.HttpDefaults;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of ingest: the webhooks, {@code /health} and the admin paths on one port. */
public final class IngestServer implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);

    /** Running requests end within five seconds by themselves; a stop waits as long. */
    private static final Duration RUNNING_REQUESTS = Duration.ofSeconds(5);

    /** A client that says nothing for this long is given up, so that nobody holds a connection for nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Java's own 50 overflow when hundreds of sources connect at once, and then connections break. */
    private static final int WAITING_CONNECTIONS = 1_024;

    private final ListenAddress address;
    private final WebhookRoutes webhooks;
    private final AdminRoutes admin;
    private final Supplier<CheckResult> check;
    private final BuildInfo build;
    /** Guarded by this. */
    private @Nullable Javalin server;

    /** Takes what it serves; the check is what {@code /health} goes by. */
    public IngestServer(
            ListenAddress address,
            WebhookRoutes webhooks,
            AdminRoutes admin,
            Supplier<CheckResult> check,
            BuildInfo build) {
        this.address = address;
        this.webhooks = webhooks;
        this.admin = admin;
        this.check = check;
        this.build = build;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public synchronized void start() {
        server = Javalin.start(this::configure);
    }

    /** The port it listens on, which differs from the address when that said 0. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("the server is not started");
        }
        return server.port();
    }

    @Override
    public synchronized CheckResult check() {
        return server == null ? CheckResult.failed("not started") : CheckResult.ok();
    }

    @Override
    public synchronized void close() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (JavalinException e) {
            // Stopped all the same; whoever was cut off has got no answer and comes again.
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("Some requests did not end in time");
        }
        server = null;
    }

    private void configure(JavalinConfig config) {
        HttpDefaults.apply(config, address);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(IngestServer::endGracefully);
        config.routes.exception(MethodNotAllowedResponse.class, IngestServer::methodNotAllowed);
        admin.register(config.routes);
        config.routes.get("/health", this::health);
        config.routes.head("/health", this::health);
        webhooks.register(config.routes);
    }

    /**
     * The time-out belongs to the connection: one that only holds during requests is put back after each, and a stop
     * would then wait for connections that nobody uses.
     */
    private ServerConnector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(SILENCE.toMillis());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        return connector;
    }

    /** Without this handler Jetty would cut running requests off: the sender could not know whether they were kept. */
    private static void endGracefully(Server jetty) {
        jetty.setStopTimeout(RUNNING_REQUESTS.toMillis());
        jetty.insertHandler(new GracefulHandler());
    }

    private static void methodNotAllowed(MethodNotAllowedResponse e, Context ctx) {
        ctx.header("Allow", e.getDetails().getOrDefault("availableMethods", "POST"));
        Answers.problem(ctx, e.getStatus(), "This path takes other methods: see the header Allow.");
    }

    private void health(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        switch (check.get()) {
            case CheckResult.Ok ok -> Answers.json(ctx, 200, new Healthy("tocsin-ingest", "healthy", build.version()));
            case CheckResult.Failed(String reason) ->
                Answers.json(ctx, 503, new Unhealthy("tocsin-ingest", "unhealthy", build.version(), reason));
        }
    }

    /** The body of {@code /health} when all is well. */
    private record Healthy(String service, String status, String version) {}

    /** The body of {@code /health} when it is not. */
    private record Unhealthy(String service, String status, String version, String reason) {}
}
