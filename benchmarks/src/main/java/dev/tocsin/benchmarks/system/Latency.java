package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/** How long one critical alert takes from the moment its webhook is due to the message at the receiver, at 20 a second. */
final class Latency implements Scenario {
    private static final double PER_SECOND = 20;
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final double WARM_UP_PER_SECOND = 100;
    private static final Duration EACH = Duration.ofSeconds(30);
    /** A run takes longer only when the machine or what is measured stands still, and then that shows in its figures. */
    private static final Duration LAST_ONES = Duration.ofMinutes(3);

    private final AlertBodies bodies = new AlertBodies("critical", 1, Instant.now());
    private final List<double[]> ours = new ArrayList<>();
    private final List<double[]> theirs = new ArrayList<>();
    private long next;

    @Override
    public void measure(Lab lab) throws InterruptedException {
        try (Sink sink = new Sink();
                Cluster cluster = lab.cluster("latency").postingTo(sink.hook())) {
            sink.noting(true);
            LabProcess ingest = cluster.start("ingest");
            cluster.start("router");
            cluster.start("notifier");
            Driver tocsin = driver(ingest, "/webhook", n -> bodies.webhook(n, 1));
            measure(sink, tocsin, WARM_UP_PER_SECOND, lab.part(WARM_UP));
            for (int run = 0; run < lab.runs(); run++) {
                ours.add(said("Tocsin", measure(sink, tocsin, PER_SECOND, lab.part(EACH))));
                lab.withAlertmanager("latency-alertmanager", "'...'", "0s", sink.hook(), peer -> {
                    Driver api = driver(peer, "/api/v2/alerts", n -> bodies.api(n, 1));
                    measure(sink, api, WARM_UP_PER_SECOND, lab.part(WARM_UP).dividedBy(4));
                    theirs.add(said("Alertmanager", measure(sink, api, PER_SECOND, lab.part(EACH))));
                });
            }
        }
    }

    @Override
    public List<Row> rows(Lab lab) {
        return ours.isEmpty() ? List.of() : List.of(row(25, 80), row(15, 50));
    }

    private Row row(int p50, int p99) {
        double[] reached = medians(ours);
        double[] peer = medians(theirs);
        return new Row(
                "one critical alert, POST → posted, at 20/s",
                "p50 ≤ %d ms, p99 ≤ %d ms".formatted(p50, p99),
                text(reached[0], reached[1]),
                "Alertmanager, in memory: " + (theirs.isEmpty() ? Row.NOT_MEASURED : text(peer[0], peer[1])),
                Optional.of(reached[0] <= p50 && reached[1] <= p99));
    }

    /** p50 and p99. */
    private static double[] medians(List<double[]> runs) {
        return new double[] {
            Lab.median(runs.stream().map(run -> run[0]).toList()),
            Lab.median(runs.stream().map(run -> run[1]).toList())
        };
    }

    private static Driver driver(LabProcess process, String path, LongFunction<byte[]> body) {
        return new Driver(process.port(), path, CONNECTIONS, body);
    }

    private Histogram measure(Sink sink, Driver driver, double perSecond, Duration time) throws InterruptedException {
        int requests = (int) Math.max(1, perSecond * time.toMillis() / 1_000);
        long first = next;
        next += requests;
        long[] due = new long[requests];
        Pace pace = Pace.rate(perSecond);
        Pace noted = request -> {
            due[(int) request] = pace.await(request);
            return due[(int) request];
        };
        driver.run(noted, first, requests, time.plus(LAST_ONES)).all(requests);
        Map<Long, Long> seen = sink.seen();
        Lab.await("messages", 1, () -> seen.containsKey(first + requests - 1) ? 1 : 0);
        Lab.await("messages", requests, seen::size);
        Histogram latency = new Histogram(3);
        for (int i = 0; i < requests; i++) {
            Long at = seen.remove(first + i);
            if (at == null) {
                throw new IllegalStateException("alert " + (first + i) + " was not told");
            }
            latency.recordValue(Math.max(0, at - due[i]));
        }
        return latency;
    }

    private static double[] said(String who, Histogram latency) {
        double[] both = {latency.getValueAtPercentile(50) / 1e6, latency.getValueAtPercentile(99) / 1e6};
        Lab.say("latency: %s %s, largest %.0f ms".formatted(who, text(both[0], both[1]), latency.getMaxValue() / 1e6));
        return both;
    }

    private static String text(double p50, double p99) {
        return "p50 %.1f ms, p99 %.1f ms".formatted(p50, p99);
    }
}
