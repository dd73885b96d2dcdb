package dev.tocsin.router.app;

import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.router.store.Count;
import dev.tocsin.router.topology.RouterObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the router does, as metrics. The totals come from the stores, so they go on over restarts; each has a partition,
 * because another instance goes on with the totals of a partition that moved there.
 */
final class RouterMeters implements RouterObserver {
    private final MeterRegistry registry;
    private final Counter commits;
    private final Counter restarts;
    private final Timer latency;
    private final Map<String, Counter> decisions = new ConcurrentHashMap<>();
    private final Map<Integer, Progress> progress = new ConcurrentHashMap<>();
    /** By partition, then by name and tag. Guarded by this. */
    private final Map<Integer, Map<String, Meter>> totals = new HashMap<>();

    RouterMeters(MeterRegistry registry, Backlog backlog, InstantSource clock) {
        this.registry = registry;
        this.commits = Counter.builder("tocsin.router.commits.requested")
                .description("Commits asked for before the interval was over")
                .register(registry);
        this.restarts = Counter.builder("tocsin.router.restarts")
                .description("How often Kafka Streams was started anew after it failed")
                .register(registry);
        this.latency = Timer.builder("tocsin.router.latency")
                .description("Age of a record when it was routed, by the broker's and the router's clock")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60))
                .register(registry);
        Gauge.builder(
                        "tocsin.router.oldest.unrouted.seconds",
                        () -> backlog.age(clock.instant()).toMillis() / 1000.0)
                .description("Age of the oldest record that may not be routed yet; 0 when there is none")
                .register(registry);
    }

    @Override
    public void decided(Decision decision) {
        decisions.computeIfAbsent(word(decision), this::decisions).increment();
    }

    private Counter decisions(String word) {
        return Counter.builder("tocsin.router.decisions")
                .description("Decisions since the start, those of aborted transactions included")
                .tag("decision", word)
                .register(registry);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case News news -> news.reason().name().toLowerCase(Locale.ROOT);
            case Duplicate duplicate -> "duplicate";
            case Stale stale -> "stale_" + stale.why().name().toLowerCase(Locale.ROOT);
            case Forgotten forgotten -> "forgotten";
            case NotDue notDue -> "not_due";
        };
    }

    @Override
    public void routed(Duration age) {
        latency.record(age.isNegative() ? Duration.ZERO : age);
    }

    @Override
    public void commitRequested() {
        commits.increment();
    }

    @Override
    public void progress(int partition, Progress now) {
        progress.put(partition, now);
        registerTotals(partition, now);
    }

    @Override
    public void released(int partition) {
        progress.remove(partition);
        removeTotals(partition);
    }

    /** Kafka Streams is started anew. */
    void restarted() {
        restarts.increment();
    }

    /** When the last record that was read from this partition was appended; nothing before the first. */
    Optional<Instant> readUpTo(int partition) {
        return Optional.ofNullable(progress.get(partition))
                .map(Progress::readUpTo)
                .filter(read -> !read.equals(Instant.EPOCH));
    }

    private synchronized void registerTotals(int partition, Progress now) {
        Map<String, Meter> known = totals.computeIfAbsent(partition, key -> new HashMap<>());
        for (Count count : Count.values()) {
            known.computeIfAbsent(
                    "result " + count.word(),
                    key -> FunctionCounter.builder(
                                    "tocsin.router.records", progress, all -> total(all, partition, count))
                            .description("What became of the records of a partition, ever")
                            .tag("partition", Integer.toString(partition))
                            .tag("result", count.word())
                            .register(registry));
        }
        for (String receiver : now.counts().routed().keySet()) {
            known.computeIfAbsent(
                    "receiver " + receiver,
                    key -> FunctionCounter.builder(
                                    "tocsin.router.routed", progress, all -> routed(all, partition, receiver))
                            .description("Records written for a receiver, ever")
                            .tag("partition", Integer.toString(partition))
                            .tag("receiver", receiver)
                            .register(registry));
        }
    }

    private synchronized void removeTotals(int partition) {
        Map<String, Meter> known = totals.remove(partition);
        if (known != null) {
            known.values().forEach(registry::remove);
        }
    }

    private static double total(Map<Integer, Progress> all, int partition, Count count) {
        return Optional.ofNullable(all.get(partition))
                .map(known -> known.counts().of(count))
                .orElse(0L);
    }

    private static double routed(Map<Integer, Progress> all, int partition, String receiver) {
        return Optional.ofNullable(all.get(partition))
                .map(known -> known.counts().routedTo(receiver))
                .orElse(0L);
    }
}
