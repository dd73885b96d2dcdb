package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long a million alerts take that came while the receiver was away, when it is back and takes 50 ms for a message. */
final class Backlog implements Scenario {
    private static final int ALERTS = 50;
    private static final int CONNECTIONS = 16;
    private static final long BACKLOG = 1_000_000;
    private static final long WINDOW = 200_000;
    private static final Duration FILLING = Duration.ofMinutes(15);
    private static final Duration EACH_POST = Duration.ofMillis(50);
    private static final double SECONDS = 60;

    private final AlertBodies bodies = new AlertBodies("critical", ALERTS, Instant.now());
    private final List<Double> took = new ArrayList<>();
    private long next;

    @Override
    public void measure(Lab lab) throws InterruptedException {
        long backlog = backlog(lab);
        try (Sink sink = new Sink();
                Cluster cluster = lab.cluster("backlog").postingTo(sink.hook())) {
            sink.slow(EACH_POST);
            Driver ingest = new Driver(
                    cluster.start("ingest").port(), "/webhook", CONNECTIONS, n -> bodies.webhook(n * ALERTS, ALERTS));
            LabProcess router = cluster.start("router");
            LabProcess notifier = cluster.start("notifier");
            LongSupplier told = new Polled(() -> (long) notifier.metric("tocsin_notifier_alerts_total"));
            LongSupplier routed = new Polled(() -> (long) router.metric("tocsin_router_routed_total"));
            for (int run = 0; run < lab.runs(); run++) {
                sink.away(true);
                long toldBefore = told.getAsLong();
                fill(ingest, backlog / ALERTS, routed);
                long posts = sink.posts();
                Duration cpu = notifier.cpu();
                long back = System.nanoTime();
                sink.away(false);
                Lab.await("the notifier", (double) backlog, () -> (double) (told.getAsLong() - toldBefore));
                double seconds = (System.nanoTime() - back) / 1e9;
                took.add(seconds);
                Lab.say("backlog: %,d alerts told in %.1f s, in %d messages; %s of cpu, %.0f MiB"
                        .formatted(
                                backlog,
                                seconds,
                                sink.posts() - posts,
                                notifier.cpu().minus(cpu),
                                notifier.residentMiB()));
            }
        }
    }

    private static long backlog(Lab lab) {
        return lab.part(BACKLOG) / ALERTS * ALERTS;
    }

    /** Posts so many bodies and waits until all of them are routed. */
    private void fill(Driver ingest, long count, LongSupplier routed) throws InterruptedException {
        long before = routed.getAsLong();
        ingest.run(Pace.window(ALERTS, WINDOW, () -> routed.getAsLong() - before), next, count, FILLING)
                .all(count);
        next += count;
        Lab.await("the router", (double) count * ALERTS, () -> (double) (routed.getAsLong() - before));
    }

    @Override
    public List<Row> rows(Lab lab) {
        if (took.isEmpty()) {
            return List.of();
        }
        double seconds = Lab.median(took);
        return List.of(new Row(
                "a backlog of %,d alerts, 50 ms a message".formatted(backlog(lab)),
                "told in < 60 s",
                "%.1f s".formatted(seconds),
                "",
                Optional.of(seconds < SECONDS)));
    }
}
