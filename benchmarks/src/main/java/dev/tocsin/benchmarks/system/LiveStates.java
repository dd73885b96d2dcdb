package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What it costs the router that very many alerts are alive: how fast it works off alerts that it knows already, of a
 * thousand and of a million, with a heap of less than 512 MiB.
 */
final class LiveStates implements Scenario {
    private static final int ALERTS = 50;
    private static final int CONNECTIONS = 16;
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final long WINDOW = 100_000;
    private static final long HEARD_AGAIN = 300_000;
    private static final Duration FILLING = Duration.ofMinutes(15);
    /** On a busy machine a run ends before all of them are heard again. */
    private static final Duration RUN = Duration.ofSeconds(30);

    private static final double FALLS_BY = 0.2;
    private static final String HEAP = "-Xmx500m";
    /** Coprime to both, so that it visits all of them, in no order. */
    private static final long STRIDE = 7_919;

    private final AlertBodies bodies = new AlertBodies("critical", ALERTS, Instant.now());

    @Override
    public List<Row> measure(Lab lab) throws InterruptedException {
        Map<Integer, List<Double>> rates = new TreeMap<>();
        for (int live : List.of(FEW, (int) lab.part(MANY))) {
            rates.put(live, measure(lab, live));
        }
        double few = Lab.median(rates.values().iterator().next());
        double many = Lab.median(List.copyOf(rates.values()).getLast());
        return List.of(new Row(
                "%,d live states instead of %,d".formatted((int) lab.part(MANY), FEW),
                "throughput falls by < 20 %, heap < 512 MiB",
                "%s instead of %s alerts/s, with %s".formatted(Row.number(many), Row.number(few), HEAP),
                "%.2f ×".formatted(many / few),
                Optional.of(many / few > 1 - FALLS_BY)));
    }

    /** Alerts a second of each run. */
    private List<Double> measure(Lab lab, int live) throws InterruptedException {
        try (Cluster cluster = lab.cluster("live-states")) {
            Driver ingest = new Driver(cluster.start("ingest").port(), "/webhook", CONNECTIONS, n -> body(n, live));
            cluster.withJava(HEAP);
            LabProcess router = cluster.start("router");
            LongSupplier decided = new Polled(() -> (long) router.metric("tocsin_router_decisions_total"));
            post(ingest, 0, live / ALERTS, FILLING, decided);
            List<Double> rates = new ArrayList<>();
            for (int run = -1; run < lab.runs(); run++) {
                Duration cpu = router.cpu();
                long count = lab.part(HEARD_AGAIN) / ALERTS;
                double rate = post(ingest, (run + 2) * count, count, RUN, decided);
                Lab.say("live states: %,d alive, %s/s heard again, %s of cpu, %.0f MiB resident"
                        .formatted(live, Row.number(rate), router.cpu().minus(cpu), router.residentMiB()));
                if (run >= 0) {
                    rates.add(rate);
                }
            }
            return rates;
        }
    }

    private byte[] body(long number, int live) {
        return bodies.webhook(Math.floorMod(number * STRIDE, (long) live / ALERTS) * ALERTS, ALERTS);
    }

    private static double post(Driver ingest, long first, long count, Duration atMost, LongSupplier decided)
            throws InterruptedException {
        long before = decided.getAsLong();
        long start = System.nanoTime();
        Driver.Report report =
                ingest.run(Pace.window(ALERTS, WINDOW, () -> decided.getAsLong() - before), first, count, atMost);
        long alerts = report.accepted() * ALERTS;
        Lab.await("the router", (double) alerts, () -> (double) (decided.getAsLong() - before));
        return alerts / ((System.nanoTime() - start) / 1e9);
    }
}
