package dev.tocsin.notifier.lane;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import dev.tocsin.notifier.delivery.Totals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What one receiver's lanes count. {@code passed} moves with the committed offset and so survives restarts; at rest,
 * summed over all instances, {@code routed = passed{end="delivered"} + passed{end="superseded"} + passed{end="parked"}}
 * and {@code pending = 0}. {@code alerts} counts what this process wrote down, repeats after a crash included.
 */
final class LaneMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final Clock clock;
    private final String receiver;
    private final List<Meter> gauges = new ArrayList<>();
    private volatile Snapshot snapshot = Snapshot.NONE;

    private record Snapshot(int lanes, int pending, Instant oldest, boolean failing, Totals passed) {
        static final Snapshot NONE = new Snapshot(0, 0, Instant.MAX, false, Totals.NONE);
    }

    LaneMetrics(MeterRegistry registry, Clock clock, String receiver) {
        this.registry = registry;
        this.clock = clock;
        this.receiver = receiver;
        gauge("tocsin.notifier.lanes", "lanes that this process owns", () -> snapshot.lanes);
        gauge("tocsin.notifier.pending.alerts", "alerts read and not yet told", () -> snapshot.pending);
        passed("delivered", Totals::delivered);
        passed("superseded", Totals::superseded);
        passed("parked", Totals::parked);
        gauge(
                "tocsin.notifier.receiver.failing",
                "1 while attempts at the receiver fail",
                () -> snapshot.failing ? 1 : 0);
        gauge("tocsin.notifier.oldest.undelivered.age.seconds", "age of the oldest alert not yet told", this::age);
    }

    private void gauge(String name, String what, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value)
                .description(what)
                .tag("receiver", receiver)
                .register(registry));
    }

    private void passed(String end, ToLongFunction<Totals> count) {
        gauges.add(Gauge.builder("tocsin.notifier.passed.alerts", () -> count.applyAsLong(snapshot.passed))
                .description("alerts that have passed the lanes of this process, kept in Kafka")
                .tag("receiver", receiver)
                .tag("end", end)
                .register(registry));
    }

    private double age() {
        Instant oldest = snapshot.oldest;
        return oldest.equals(Instant.MAX)
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    /** Remembers how the lanes stand. */
    void observe(ReceiverLanes lanes) {
        Instant oldest = lanes.all().stream()
                .flatMap(lane -> lane.oldest().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        snapshot = new Snapshot(
                lanes.all().size(),
                lanes.all().stream().mapToInt(Lane::pending).sum(),
                oldest,
                lanes.trouble().isPresent(),
                lanes.all().stream().map(Lane::totals).reduce(Totals.NONE, Totals::plus));
    }

    void attempted(Outcome outcome) {
        count("tocsin.notifier.attempts", "outcome", outcome.getClass().getSimpleName(), 1);
    }

    void ended(List<DeliveryEntry> entries) {
        count("tocsin.notifier.alerts", entries);
        // What is told again was accepted long ago.
        List<DeliveryEntry> news = entries.stream()
                .filter(entry -> entry.reason() != Reason.REPLAY)
                .toList();
        if (!news.isEmpty()) {
            Timer latency = latency();
            news.forEach(entry -> latency.record(Duration.between(entry.receivedAt(), entry.at())));
        }
    }

    private Timer latency() {
        return Timer.builder("tocsin.notifier.latency")
                .description("from accepted to told")
                .tag("receiver", receiver)
                .register(registry);
    }

    /** The fallback was told these. */
    void toldAtFallback(List<DeliveryEntry> entries) {
        count("tocsin.notifier.fallback.alerts", entries);
    }

    /** Together, for a message may end a thousand of them. */
    private void count(String name, List<DeliveryEntry> entries) {
        Map<End, Long> ends = new EnumMap<>(End.class);
        entries.forEach(entry -> ends.merge(entry.end(), 1L, Long::sum));
        ends.forEach((end, amount) -> count(name, "end", end.name(), amount));
    }

    /** Records that were still waiting when retention, or somebody, deleted them. */
    void gone(long records) {
        count("tocsin.notifier.gone.records", "why", "offset", records);
    }

    /** A record in a severity topic that is not what it should be. */
    void undecodable() {
        count("tocsin.notifier.undecodable.records", "why", "value", 1);
    }

    /** The consumer had to be made anew. */
    void restarted() {
        count("tocsin.notifier.consumer.restarts", "why", "error", 1);
    }

    /** Takes the gauges out of the registry: one that is registered again would go on showing the old values. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }

    private void count(String name, String tag, String value, long amount) {
        Counter.builder(name)
                .tag("receiver", receiver)
                .tag(tag, value.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment((double) amount);
    }
}
