package dev.tocsin.notifier.lane;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What one receiver's lanes count. At rest, per receiver, {@code routed = delivered + superseded + parked}; the totals
 * that survive restarts are {@code tocsin_notifier_passed_alerts}.
 */
final class LaneMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private final String receiver;
    private volatile Snapshot snapshot = new Snapshot(0, 0, Instant.MAX, false, 0);

    private record Snapshot(int lanes, int pending, Instant oldest, boolean failing, long passed) {}

    LaneMetrics(MeterRegistry registry, Clock clock, String receiver) {
        this.registry = registry;
        this.clock = clock;
        this.receiver = receiver;
        gauge("tocsin.notifier.lanes", "lanes that this process owns", () -> snapshot.lanes);
        gauge("tocsin.notifier.pending.alerts", "alerts read and not yet told", () -> snapshot.pending);
        gauge(
                "tocsin.notifier.passed.alerts",
                "alerts that have passed these lanes, kept in Kafka",
                () -> snapshot.passed);
        gauge(
                "tocsin.notifier.receiver.failing",
                "1 while attempts at the receiver fail",
                () -> snapshot.failing ? 1 : 0);
        gauge("tocsin.notifier.oldest.undelivered.age.seconds", "age of the oldest alert not yet told", this::age);
    }

    private void gauge(String name, String what, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).description(what).tag("receiver", receiver).register(registry);
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
                lanes.all().stream().mapToLong(lane -> lane.totals().passed()).sum());
    }

    void attempted(Outcome outcome) {
        count("tocsin.notifier.attempts", "outcome", outcome.getClass().getSimpleName(), 1);
    }

    void ended(List<DeliveryEntry> entries) {
        for (DeliveryEntry entry : entries) {
            count("tocsin.notifier.alerts", "end", entry.end().name(), 1);
            Timer.builder("tocsin.notifier.latency")
                    .description("from accepted to told")
                    .tag("receiver", receiver)
                    .register(registry)
                    .record(Duration.between(entry.receivedAt(), entry.at()));
        }
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

    private void count(String name, String tag, String value, long amount) {
        Counter.builder(name)
                .tag("receiver", receiver)
                .tag(tag, value.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment((double) amount);
    }
}
