package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

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

    /** As long for few as for many, since what is compiled for the first alerts serves the last. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final double FALLS_BY = 0.2;
    private static final String HEAP = "-Xmx500m";
    /** Coprime to both, so that it visits all of them, in no order. */
    private static final long STRIDE = 7_919;

    private final AlertBodies bodies = new AlertBodies("critical", ALERTS, Instant.now());
    private final Map<Integer, List<Run>> runs = new TreeMap<>();

    /**
     * What came of hearing some alerts again.
     *
     * @param perSecond alerts that went through ingest and the router
     * @param routerMicros the router's processor time for one
     */
    private record Run(double perSecond, double routerMicros) {}

    @Override
    public void measure(Lab lab) throws InterruptedException {
        for (int live : List.of(FEW, many(lab))) {
            measure(lab, live);
        }
    }

    private static int many(Lab lab) {
        return (int) lab.part(MANY);
    }

    private void measure(Lab lab, int live) throws InterruptedException {
        try (Cluster cluster = lab.cluster("live-states")) {
            Driver ingest = new Driver(cluster.start("ingest").port(), "/webhook", CONNECTIONS, n -> body(n, live));
            cluster.withJava(HEAP);
            LabProcess router = cluster.start("router");
            LongSupplier decided = new Polled(() -> (long) router.metric("tocsin_router_decisions_total"));
            Heard heard = new Heard(ingest, router, decided);
            long filling = live / ALERTS;
            heard.post(0, filling, FILLING).all(filling);
            long count = lab.part(HEARD_AGAIN) / ALERTS;
            long next = 0;
            for (long warm = System.nanoTime() + lab.part(WARM_UP).toNanos(); System.nanoTime() < warm; next += count) {
                heard.run(next, count);
            }
            for (int run = 0; run < lab.runs(); run++, next += count) {
                Run made = heard.run(next, count);
                Lab.say("live states: %,d alive, %s/s heard again, %.1f µs of the router each, %.0f MiB resident"
                        .formatted(live, Row.number(made.perSecond), made.routerMicros, router.residentMiB()));
                runs.computeIfAbsent(live, any -> new ArrayList<>()).add(made);
            }
        }
    }

    private byte[] body(long number, int live) {
        return bodies.webhook(Math.floorMod(number * STRIDE, (long) live / ALERTS) * ALERTS, ALERTS);
    }

    /** Posts alerts, and waits until the router has decided about all of them. */
    private record Heard(Driver ingest, LabProcess router, LongSupplier decided) {
        Driver.Report post(long first, long count, Duration atMost) throws InterruptedException {
            long before = decided.getAsLong();
            Driver.Report report =
                    ingest.run(Pace.window(ALERTS, WINDOW, () -> decided.getAsLong() - before), first, count, atMost);
            Lab.await("the router", (double) report.accepted() * ALERTS, () -> decided.getAsLong() - before);
            return report;
        }

        Run run(long first, long count) throws InterruptedException {
            Duration cpu = router.cpu();
            long start = System.nanoTime();
            long alerts = post(first, count, RUN).accepted() * ALERTS;
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Run(alerts / seconds, router.cpu().minus(cpu).toNanos() / 1e3 / alerts);
        }
    }

    @Override
    public List<Row> rows(Lab lab) {
        if (runs.size() < 2) {
            return List.of();
        }
        double few = median(FEW, Run::perSecond);
        double many = median(many(lab), Run::perSecond);
        return List.of(new Row(
                "%,d live states instead of %,d".formatted(many(lab), FEW),
                "throughput falls by < 20 %, heap < 512 MiB",
                "%s instead of %s alerts/s, with %s".formatted(Row.number(many), Row.number(few), HEAP),
                "%.2f ×; of the router %.1f instead of %.1f µs each"
                        .formatted(many / few, median(many(lab), Run::routerMicros), median(FEW, Run::routerMicros)),
                Optional.of(many / few > 1 - FALLS_BY)));
    }

    private double median(int live, ToDoubleFunction<Run> figure) {
        return Lab.median(runs.getOrDefault(live, List.of()).stream()
                .map(run -> figure.applyAsDouble(run))
                .toList());
    }
}
