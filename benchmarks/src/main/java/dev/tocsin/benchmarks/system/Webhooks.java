package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** How many webhooks of two alerts are accepted a second, over 64 connections that never wait. */
final class Webhooks implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int ALERTS = 2;
    private static final int PER_NAME = 1_000;
    /** C2 comes late in services, see their JVM options. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final Duration EACH = Duration.ofSeconds(8);
    private static final double BEYOND_ALERTMANAGER = 1.5;
    private static final double OF_BODY_ONLY = 0.6;

    private static final String TOCSIN = "Tocsin";
    private static final String ALERTMANAGER = "Alertmanager";
    private static final String BODY_ONLY = "body only";
    private static final String NODE = "Node.js with kafkajs";

    private final AlertBodies bodies = new AlertBodies("warning", PER_NAME, Instant.now());
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private long next;

    @Override
    public void measure(Lab lab) throws InterruptedException {
        try (Cluster cluster = lab.cluster("webhooks");
                LabProcess bodyOnly = lab.bodyOnly()) {
            Driver ingest = webhook(cluster.start("ingest").port());
            Driver handler = webhook(bodyOnly.port());
            post(ingest, lab.part(WARM_UP));
            post(handler, lab.part(WARM_UP).dividedBy(6));
            for (int run = 0; run < lab.runs(); run++) {
                // It keeps what it was told in memory, so it begins anew.
                lab.withAlertmanager("webhooks-alertmanager", "alertname", "0s", "", peer -> {
                    Driver api = driver(peer.port(), "/api/v2/alerts", n -> bodies.api(n * ALERTS, ALERTS));
                    post(api, lab.part(EACH).dividedBy(4));
                    note(ALERTMANAGER, post(api, lab.part(EACH)));
                });
                note(TOCSIN, post(ingest, lab.part(EACH)));
                note(BODY_ONLY, post(handler, lab.part(EACH)));
                lab.withNode(cluster.bootstrap(), peer -> {
                    post(webhook(peer.port()), lab.part(EACH).dividedBy(4));
                    note(NODE, post(webhook(peer.port()), lab.part(EACH)));
                });
            }
        }
    }

    private Driver webhook(int port) {
        return driver(port, "/webhook", n -> bodies.webhook(n * ALERTS, ALERTS));
    }

    private static Driver driver(int port, String path, LongFunction<byte[]> body) {
        return new Driver(port, path, CONNECTIONS, body);
    }

    private Driver.Report post(Driver driver, Duration time) throws InterruptedException {
        Driver.Report report = driver.run(Pace.unbounded(), next, 10_000_000, time);
        next += report.numbers();
        return report;
    }

    private void note(String who, Driver.Report report) {
        Lab.say("webhooks: %s %s/s, %d refused, p99 %.1f ms"
                .formatted(
                        who,
                        Row.number(report.perSecond()),
                        report.refused(),
                        report.latency().getValueAtPercentile(99) / 1e6));
        rates.computeIfAbsent(who, any -> new ArrayList<>()).add(report.perSecond());
    }

    private double rate(String who) {
        return Lab.median(rates.getOrDefault(who, List.of()));
    }

    @Override
    public List<Row> rows(Lab lab) {
        return Double.isNaN(rate(TOCSIN))
                ? List.of()
                : List.of(
                        row("≥ %s × Alertmanager's".formatted(BEYOND_ALERTMANAGER), ALERTMANAGER, BEYOND_ALERTMANAGER),
                        row(
                                "≥ %s of a handler that only reads the body".formatted(OF_BODY_ONLY),
                                BODY_ONLY,
                                OF_BODY_ONLY),
                        row("(a script that a user would write)", NODE, 1));
    }

    private Row row(String reach, String peer, double factor) {
        return new Row(
                "webhooks accepted, 2 alerts each",
                reach,
                Row.number(rate(TOCSIN)) + "/s",
                Row.beside(peer, rate(TOCSIN), rate(peer)),
                Row.reaches(rate(TOCSIN) / rate(peer), factor));
    }
}
