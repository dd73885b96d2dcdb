package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.Deadlines;
import dev.tocsin.ingest.intake.Intake;
import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.ingest.intake.ScriptedAlertLog;
import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Policy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port before a scripted log. */
final class ServerFixture implements AutoCloseable {
    static final String TOKEN = "Bearer s3cret";

    private static final IntakeLimits LIMITS = new IntakeLimits(100_000, 100, 10, 100, 100);

    final ScriptedAlertLog log = new ScriptedAlertLog();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Bulkhead bulkhead = new Bulkhead(4, 1 << 20);
    final Deadlines deadlines = new Deadlines(System::nanoTime);
    final AtomicInteger ids = new AtomicInteger();
    final HttpClient client = HttpClient.newHttpClient();
    final IngestServer server = server();

    IngestServer server() {
        Intake intake = new Intake(
                LIMITS, Policy::standard, log, bulkhead, () -> Instant.parse("2026-11-21T10:00:00Z"), deadlines);
        WebhookRoutes webhooks = new WebhookRoutes(
                intake,
                Optional.of(Secret.of("s3cret")),
                () -> "request-" + ids.incrementAndGet(),
                new IngestMeters(registry, bulkhead),
                System::nanoTime);
        return new IngestServer(
                new ListenAddress("127.0.0.1", 0),
                webhooks,
                new AdminRoutes(() -> Map.of("kafka", log.check()), registry).withReload(CheckResult::ok),
                log::check,
                new BuildInfo("1.2.3"));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpRequest.Builder webhook(String path, String body) {
        return to(path).header("Content-Type", "application/json")
                .header("Authorization", TOKEN)
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static ServerFixture start() {
        ServerFixture fixture = new ServerFixture();
        fixture.server.start();
        return fixture;
    }

    @Override
    public void close() {
        // First: a stop gives connections that are kept alive another second.
        client.close();
        server.close();
        deadlines.close();
    }
}
