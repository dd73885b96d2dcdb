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
    /** Long enough for Alertmanager to have all alerts of a body when it tells them, so that it does so once. */
    private static final String GATHERED = "2s";

    private static final double NEARLY_ALL = 0.99;
    private static final double PER_SECOND = 20_000;
    private static final double BEYOND_ALERTMANAGER = 2;

    private final AlertBodies bodies = new AlertBodies("critical", ALERTS, Instant.now());
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private long next;

    @Override
    public void measure(Lab lab) throws InterruptedException {
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
                lab.withAlertmanager("throughput-alertmanager", "alertname", GATHERED, sink.hook(), peer -> {
                    Driver api = driver(peer, "/api/v2/alerts", n -> bodies.api(n * ALERTS, ALERTS));
                    sink.noting(true);
                    // Each alert counts once, should its group be told twice.
                    run("Alertmanager", api, () -> sink.seen().size(), lab.part(EACH));
                    sink.noting(false);
                    sink.seen().clear();
                });
                rates.computeIfAbsent("raw", any -> new ArrayList<>())
                        .add(RawKafka.run(
                                cluster.bootstrap(), bodies, lab.part(EACH).dividedBy(3), WINDOW));
                Lab.say("throughput: raw producer → consumer "
                        + Row.number(rates.get("raw").getLast()) + "/s");
            }
        }
    }

    private static Driver driver(LabProcess process, String path, LongFunction<byte[]> body) {
        return new Driver(process.port(), path, CONNECTIONS, body);
    }

    /**
     * From the first request until nearly all alerts are out: one that came after its group was told waits for the next
     * message of the group at Alertmanager, which says nothing of how many go through. All of them have to come out, though.
     */
    private void run(String who, Driver driver, LongSupplier out, Duration time) throws InterruptedException {
        long before = out.getAsLong();
        long start = System.nanoTime();
        Driver.Report report =
                driver.run(Pace.window(ALERTS, WINDOW, () -> out.getAsLong() - before), next, 1_000_000, time);
        next += report.numbers();
        long alerts = report.accepted() * ALERTS;
        double nearlyAll = alerts * NEARLY_ALL;
        Lab.await(who, nearlyAll, () -> (double) (out.getAsLong() - before));
        double rate = nearlyAll / ((System.nanoTime() - start) / 1e9);
        Lab.await(who, (double) alerts, () -> (double) (out.getAsLong() - before));
        Lab.say("throughput: %s %s/s, the last of %,d after %.1f s"
                .formatted(who, Row.number(rate), alerts, (System.nanoTime() - start) / 1e9));
        rates.computeIfAbsent(who, any -> new ArrayList<>()).add(rate);
    }

    private double rate(String who) {
        return Lab.median(rates.getOrDefault(who, List.of()));
    }

    @Override
    public List<Row> rows(Lab lab) {
        double tocsin = rate("Tocsin");
        if (Double.isNaN(tocsin)) {
            return List.of();
        }
        double beyond = tocsin / rate("Alertmanager");
        String what = "end to end, unique alerts in bodies of 50, %s s"
                .formatted(Row.number(lab.part(EACH).toMillis() / 1e3));
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
