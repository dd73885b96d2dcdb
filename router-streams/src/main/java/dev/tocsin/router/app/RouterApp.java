package dev.tocsin.router.app;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.AdminServer;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.Services;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.policy.PolicyFile;
import dev.tocsin.wire.policy.PolicyFile.Finding;
import dev.tocsin.wire.policy.PolicyFile.Read;
import dev.tocsin.wire.topic.TopicSetupException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router with its admin paths: all that a process needs to start, ask, reload and close. */
public final class RouterApp implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(RouterApp.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

    private final Supplier<Read> policies;
    private final ServiceMetrics metrics;
    private final RouterStreams streams;
    private final AdminServer admin;
    private final Services services;

    /**
     * Wires a router; nothing is started.
     *
     * @param policies reads the policy, now and at each {@link #reload()}; see {@link PolicyFile}
     * @throws IllegalStateException when the policy can't be used
     */
    public RouterApp(RouterConfig config, Supplier<Read> policies) {
        this.policies = policies;
        InstantSource clock = Clock.systemUTC();
        Backlog backlog = new Backlog();
        Policy policy = first(policies.get());
        metrics = new ServiceMetrics("tocsin-router", BuildInfo.load());
        RouterMeters meters = new RouterMeters(metrics.registry(), backlog, clock);
        streams = new RouterStreams(config, policy, meters, backlog, clock, new Random());
        AdminRoutes routes = new AdminRoutes(this::checks, metrics.registry()).withReload(this::reload);
        admin = new AdminServer(config.admin(), routes);
        // The admin paths first, so that they can tell what the start waits for.
        services = new Services(List.of(admin, streams), CLOSE_LIMIT);
    }

    private static Policy first(Read read) {
        return switch (read) {
            case Read.Good good -> warned(good);
            case Read.Bad bad -> throw new IllegalStateException(sentence(bad));
        };
    }

    private static Policy warned(Read.Good good) {
        good.warnings()
                .forEach(warning -> LOG.atWarn().addKeyValue("policy", warning).log("Hardly meant"));
        return good.policy();
    }

    private static String sentence(Read.Bad bad) {
        return bad.problems().stream().map(Finding::toString).collect(Collectors.joining("; "));
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

    /** Reads the policy again. A bad one, or one whose topics can't be created, changes nothing and says why. */
    public CheckResult reload() {
        CheckResult result = adopted(policies.get());
        switch (result) {
            case CheckResult.Ok ok -> LOG.info("Routes by the policy that was read again");
            case CheckResult.Failed(String reason) ->
                LOG.atWarn().addKeyValue("reason", reason).log("The policy stays as it was");
        }
        return result;
    }

    private CheckResult adopted(Read read) {
        switch (read) {
            case Read.Bad bad -> {
                return CheckResult.failed(sentence(bad));
            }
            case Read.Good good -> {
                try {
                    streams.adopt(warned(good));
                    return CheckResult.ok();
                } catch (TopicSetupException e) {
                    return CheckResult.failed(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Leaves the group and ends within seconds, whatever state Kafka is in. */
    @Override
    public void close() {
        services.close();
        metrics.close();
    }
}
