package dev.tocsin.router.app;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.AdminServer;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.Services;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.topic.TopicSetupException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router with its admin paths: all that a process needs to start, ask, reload and close. */
public final class RouterApp implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(RouterApp.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

    private final ServiceMetrics metrics;
    private final RouterStreams streams;
    private final AdminServer admin;
    private final Services services;

    /**
     * Wires a router; nothing is started.
     *
     * @param policy what holds at first
     * @param again reads the policy again and says how that went; it calls {@link #reload} when the policy is good
     */
    public RouterApp(RouterConfig config, Policy policy, Supplier<CheckResult> again) {
        InstantSource clock = Clock.systemUTC();
        Backlog backlog = new Backlog();
        metrics = new ServiceMetrics("tocsin-router", BuildInfo.load());
        RouterMeters meters = new RouterMeters(metrics.registry(), backlog, clock);
        streams = new RouterStreams(config, policy, meters, backlog, clock, new Random());
        AdminRoutes routes = new AdminRoutes(this::checks, metrics.registry()).withReload(again);
        admin = new AdminServer(config.admin(), routes);
        // The admin paths first, so that they can tell what the start waits for.
        services = new Services(List.of(admin, streams), CLOSE_LIMIT);
    }

    @Override
    public String name() {
        return "router";
    }

    /**
     * Starts the admin paths and, in the background, the routing: Kafka may come later.
     *
     * @throws dev.tocsin.kit.lifecycle.StartException when the port or the state folder can't be used
     */
    @Override
    public void start() {
        services.start();
    }

    /** The port of the admin paths. */
    public int port() {
        return admin.port();
    }

    /** Whether it routes; why not, when it waits for Kafka, rebalances or restores its state. */
    @Override
    public CheckResult check() {
        return streams.check();
    }

    private Map<String, CheckResult> checks() {
        return services.check();
    }

    /** Routes by another policy. One whose topics can't be created changes nothing and says why. */
    public CheckResult reload(Policy next) {
        try {
            streams.adopt(next);
        } catch (TopicSetupException e) {
            return CheckResult.failed(String.valueOf(e.getMessage()));
        }
        LOG.info("Routes by the policy that was read again");
        return CheckResult.ok();
    }

    /** Leaves the group and ends within seconds, whatever state Kafka is in. */
    @Override
    public void close() {
        services.close();
        metrics.close();
    }
}
