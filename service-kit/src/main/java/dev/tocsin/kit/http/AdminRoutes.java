package dev.tocsin.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Services;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The admin paths: {@code /-/healthy}, {@code /-/ready}, {@code /metrics} and, if wanted, {@code /-/reload}. */
public final class AdminRoutes {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Supplier<? extends Map<String, CheckResult>> checks;
    private final PrometheusMeterRegistry registry;
    private final Optional<Supplier<CheckResult>> reload;

    /** Takes what readiness depends on, by name (see {@link Services#check()}), and the metrics. */
    public AdminRoutes(Supplier<? extends Map<String, CheckResult>> checks, PrometheusMeterRegistry registry) {
        this(checks, registry, Optional.empty());
    }

    private AdminRoutes(
            Supplier<? extends Map<String, CheckResult>> checks,
            PrometheusMeterRegistry registry,
            Optional<Supplier<CheckResult>> reload) {
        this.checks = checks;
        this.registry = registry;
        this.reload = reload;
    }

    /** Returns these routes with {@code POST /-/reload}, which runs the action and answers with its result. */
    public AdminRoutes withReload(Supplier<CheckResult> action) {
        return new AdminRoutes(checks, registry, Optional.of(action));
    }

    /** Adds the paths to a server. */
    public void register(RoutesConfig routes) {
        read(routes, "/-/healthy", AdminRoutes::healthy);
        read(routes, "/-/ready", this::ready);
        read(routes, "/metrics", this::metrics);
        reload.ifPresent(action -> routes.post("/-/reload", ctx -> reload(ctx, action)));
    }

    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        // Left to itself Javalin answers every HEAD with 200.
        routes.head(path, handler);
    }

    private static void healthy(Context ctx) {
        ctx.header("Cache-Control", "no-store").contentType(TEXT).result("healthy\n");
    }

    private void ready(Context ctx) {
        Map<String, CheckResult> results = new LinkedHashMap<>(checks.get());
        Map<String, String> failures = Services.failures(results);
        ctx.header("Cache-Control", "no-store").status(failures.isEmpty() ? 200 : 503);
        String status = failures.isEmpty() ? "ready" : "not ready";
        Json.write(ctx, "application/json", new Readiness(status, failures, Services.remarks(results)));
    }

    private void metrics(Context ctx) throws IOException {
        String accept = Objects.requireNonNullElse(ctx.header("Accept"), "");
        // As Prometheus' own libraries do: OpenMetrics for whoever names it, quality values are not weighed.
        String format = accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        registry.scrape(body, format);
        ctx.contentType(format).result(body.toByteArray());
    }

    private static void reload(Context ctx, Supplier<CheckResult> action) {
        ctx.contentType(TEXT);
        switch (action.get()) {
            case CheckResult.Ok ok -> ctx.result("reloaded\n");
            case CheckResult.Failed(String reason) -> ctx.status(500).result(reason + "\n");
        }
    }

    /** The body of {@code /-/ready}: what fails, and why; what is worth knowing about the others, if anything is. */
    private record Readiness(
            String status,
            Map<String, String> failing,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> remarks) {}
}
