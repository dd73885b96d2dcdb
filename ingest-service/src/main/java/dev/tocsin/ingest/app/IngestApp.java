package dev.tocsin.ingest.app;

import dev.tocsin.ingest.http.IngestMeters;
import dev.tocsin.ingest.http.IngestServer;
import dev.tocsin.ingest.http.WebhookRoutes;
import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.Deadlines;
import dev.tocsin.ingest.intake.Intake;
import dev.tocsin.ingest.intake.TimeOrderedIds;
import dev.tocsin.ingest.kafka.KafkaAlertLog;
import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.util.Map;
import java.util.function.Supplier;

/** The service: webhooks in, {@code alerts.received} out. */
public final class IngestApp implements Component {
    private final ServiceMetrics metrics;
    private final KafkaAlertLog log;
    private final Deadlines deadlines;
    private final IngestServer server;

    /**
     * Wires the service.
     *
     * @param policy asked for each body, so that a reload takes effect
     * @param reload reads the policy again and says how that went
     */
    public IngestApp(
            IngestConfig config,
            KafkaSettings kafka,
            Supplier<Policy> policy,
            Supplier<CheckResult> reload,
            Surroundings surroundings) {
        BuildInfo build = BuildInfo.load();
        metrics = new ServiceMetrics("tocsin-ingest", build);
        log = new KafkaAlertLog(
                kafka, config.topics(), config.replicas(), config.bytesInFlight(), surroundings.nanos());
        log.bindTo(metrics.registry());
        Bulkhead bulkhead = new Bulkhead(config.requestsInFlight(), config.bytesInFlight());
        deadlines = new Deadlines(surroundings.nanos());
        Intake intake = new Intake(config.limits(), policy, log, bulkhead, surroundings.clock(), deadlines);
        WebhookRoutes webhooks = new WebhookRoutes(
                intake,
                config.token(),
                new TimeOrderedIds(surroundings.clock(), surroundings.random()),
                new IngestMeters(metrics.registry(), bulkhead),
                surroundings.nanos());
        AdminRoutes admin =
                new AdminRoutes(() -> Map.of(log.name(), log.check()), metrics.registry()).withReload(reload);
        server = new IngestServer(config.address(), webhooks, admin, log::check, build);
    }

    @Override
    public String name() {
        return "ingest";
    }

    /** Listens at once; requests get 503 until Kafka is reached and the topic is there. */
    @Override
    public void start() {
        log.start();
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public CheckResult check() {
        return log.check();
    }

    /** Stops listening, lets running requests end (5 s at most), then leaves Kafka (4 s at most). */
    @Override
    public void close() {
        server.close();
        log.close();
        deadlines.close();
        metrics.close();
    }
}
