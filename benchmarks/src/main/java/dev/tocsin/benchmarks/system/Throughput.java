package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * How many unique alerts a second come out at the other end, in bodies of fifty, each body a group of its own. Of those
 * that were sent so many are under way at most: more would only pile up in the middle.
 */
final class Throughput implements Scenario {
    private static final int ALERTS = 50;
    private static final int CONNECTIONS = 16;
    private static final long WINDOW = 40_000;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration EACH = Duration.ofSeconds(60);
    private static final double PER_SECOND = 20_000;
    private static final double BEYOND_ALERTMANAGER = 2;

    private final AlertBodies bodies = new AlertBodies("critical", ALERTS, Instant.now());
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private long next;

    @Override
    public List<Row> measure(Lab lab) throws InterruptedException {
        try (Sink sink = new Sink();
                Cluster cluster = lab.cluster("throughput").postingTo(sink.hook())) {
            LabProcess ingest = cluster.start("ingest");
            LabProcess router = cluster.start("router");
            LabProcess notifier = cluster.start("notifier");
            List<LabProcess> services = List.of(cluster.broker(), ingest, router, notifier);
            LongSupplier told = new Polled(() -> (long) notifier.metric("tocsin_notifier_alerts_total"));
            Driver tocsin = driver(ingest, "/webhook", n -> bodies.webhook(n * ALERTS, ALERTS));
            run("warm-up", tocsin, told, lab.part(WARM_UP));
            rates.clear();
            for (int run = 0; run < lab.runs(); run++) {
                List<Duration> before = services.stream().map(LabProcess::cpu).toList();
                run("Tocsin", tocsin, told, lab.part(EACH));
                Lab.say("throughput: cpu of broker, ingest, router, notifier: "
                        + services.stream()
                                .map(each -> each.cpu().minus(before.get(services.indexOf(each))))
                                .toList());
                lab.withAlertmanager("throughput-alertmanager", "alertname", sink.hook(), peer -> {
                    Driver api = driver(peer, "/api/v2/alerts", n -> bodies.api(n * ALERTS, ALERTS));
                    run("Alertmanager", api, sink::alerts, lab.part(EACH));
                });
                rates.computeIfAbsent("raw", any -> new ArrayList<>())
                        .add(RawKafka.run(
                                cluster.bootstrap(), bodies, lab.part(EACH).dividedBy(3), WINDOW));
                Lab.say("throughput: raw producer → consumer "
                        + Row.number(rates.get("raw").getLast()) + "/s");
            }
        }
        return rows();
    }

    private static Driver driver(LabProcess process, String path, LongFunction<byte[]> body) {
        return new Driver(process.port(), path, CONNECTIONS, body);
    }

    /** From the first request until the last alert is out. */
    private void run(String who, Driver driver, LongSupplier out, Duration time) throws InterruptedException {
        long before = out.getAsLong();
        long start = System.nanoTime();
        Driver.Report report =
                driver.run(Pace.window(ALERTS, WINDOW, () -> out.getAsLong() - before), next, 1_000_000, time);
        next += report.accepted() + CONNECTIONS;
        long alerts = report.accepted() * ALERTS;
        Lab.await(who, (double) alerts, () -> (double) (out.getAsLong() - before));
        double rate = alerts / ((System.nanoTime() - start) / 1e9);
        Lab.say("throughput: %s %s/s".formatted(who, Row.number(rate)));
        rates.computeIfAbsent(who, any -> new ArrayList<>()).add(rate);
    }

    private double rate(String who) {
        return Lab.median(rates.getOrDefault(who, List.of()));
    }

    private List<Row> rows() {
        double tocsin = rate("Tocsin");
        double beyond = tocsin / rate("Alertmanager");
        String what = "end to end, unique alerts in bodies of 50, 60 s";
        String reached = Row.number(tocsin) + " alerts/s";
        return List.of(
                new Row(what, "≥ 20,000 alerts/s", reached, "", Row.reaches(tocsin, PER_SECOND)),
                new Row(
                        what,
                        "≥ 2 × Alertmanager with a webhook receiver",
                        reached,
                        Row.beside("Alertmanager", tocsin, rate("Alertmanager")),
                        Row.reaches(beyond, BEYOND_ALERTMANAGER)),
                new Row(
                        what,
                        "(limit)",
                        reached,
                        Row.beside("raw producer → consumer", tocsin, rate("raw")),
                        Optional.empty()));
    }
}
