package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How soon a service is ready after its start, and how much memory it takes at a hundred alerts a second. */
final class Footprint implements Scenario {
    private static final List<String> SERVICES = List.of("ingest", "router", "notifier");
    private static final double PER_SECOND = 100;
    private static final int CONNECTIONS = 8;
    private static final Duration LOAD = Duration.ofMinutes(3);
    private static final Duration LAST_ONES = Duration.ofMinutes(3);
    private static final double READY_SECONDS = 1.5;
    private static final double RESIDENT_MIB = 160;

    private final AlertBodies bodies = new AlertBodies("critical", 1, Instant.now());
    private final Map<String, List<Double>> ready = new LinkedHashMap<>();
    private final Map<String, Double> resident = new LinkedHashMap<>();

    @Override
    public void measure(Lab lab) throws InterruptedException {
        try (Sink sink = new Sink();
                Cluster cluster = lab.cluster("footprint").postingTo(sink.hook())) {
            for (int run = -1; run < lab.runs(); run++) {
                for (String service : SERVICES) {
                    double seconds = cluster.startOnly(service).toMillis() / 1e3;
                    Lab.say("footprint: %s ready after %.2f s".formatted(service, seconds));
                    if (run >= 0) {
                        ready.computeIfAbsent(service, any -> new ArrayList<>()).add(seconds);
                    }
                }
            }
            Map<String, LabProcess> running = new LinkedHashMap<>();
            for (String service : SERVICES) {
                running.put(service, cluster.start(service));
            }
            long alerts = (long) Math.max(1, PER_SECOND * lab.part(LOAD).toMillis() / 1_000);
            new Driver(running.values().iterator().next().port(), "/webhook", CONNECTIONS, n -> bodies.webhook(n, 1))
                    .run(Pace.rate(PER_SECOND), alerts, lab.part(LOAD).plus(LAST_ONES))
                    .all(alerts);
            running.forEach((service, process) -> resident.put(service, process.residentMiB()));
            Lab.say("footprint: resident MiB " + resident);
        }
    }

    @Override
    public List<Row> rows(Lab lab) {
        List<Row> rows = new ArrayList<>();
        if (!ready.isEmpty()) {
            rows.add(new Row(
                    "a service, from process start to ready",
                    "≤ 1.5 s",
                    ready.entrySet().stream()
                            .map(each -> "%s %.2f s".formatted(each.getKey(), Lab.median(each.getValue())))
                            .collect(Collectors.joining(", ")),
                    "the Python adapter it replaces: 1.2 s",
                    Optional.of(ready.values().stream().allMatch(each -> Lab.median(each) <= READY_SECONDS))));
        }
        if (!resident.isEmpty()) {
            rows.add(new Row(
                    "resident memory at 100 alerts/s",
                    "≤ 160 MiB each",
                    resident.entrySet().stream()
                            .map(each -> "%s %.0f MiB".formatted(each.getKey(), each.getValue()))
                            .collect(Collectors.joining(", ")),
                    "",
                    Optional.of(resident.values().stream().allMatch(each -> each <= RESIDENT_MIB))));
        }
        return rows;
    }
}
