package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.notifier.Retold;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.LaneKey;
import dev.tocsin.notifier.delivery.LaneRecord;
import dev.tocsin.notifier.delivery.LaneSettings;
import dev.tocsin.notifier.delivery.LaneStart;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.MessageIds;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import dev.tocsin.notifier.delivery.Totals;
import dev.tocsin.testsupport.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock(Routed.NOON);

    private ReceiverLanes lanes(Totals totals) {
        LaneKey key = new LaneKey(Routed.RECEIVER, "alerts.critical", 0);
        LaneSettings settings = new LaneSettings(
                "critical", 0, Duration.ofMinutes(1), 100, 1 << 20, 4 << 20, Optional.empty(), Duration.ofDays(15));
        LaneStart start = new LaneStart(0, Optional.empty(), totals, clock.instant(), true);
        MessageIds ids = new MessageIds("cluster", "topic", key, "room");
        ReceiverLanes lanes = new ReceiverLanes(Routed.RECEIVER, Limiter.none(), new Random(1));
        Lane lane = new Lane(key, settings, ids, start, clock.instant());
        lanes.open(lane, Optional.empty(), clock.instant());
        lane.add(new LaneRecord(0, clock.instant(), 10, Routed.firing("a")), clock.instant());
        return lanes;
    }

    private double gauge(String name, String... tags) {
        return registry.get(name)
                .tag("receiver", Routed.RECEIVER)
                .tags(tags)
                .gauge()
                .value();
    }

    @Test
    void showsHowTheLanesStand() {
        LaneMetrics metrics = new LaneMetrics(registry, clock, Routed.RECEIVER);
        metrics.observe(lanes(new Totals(5, 4, 3)));
        clock.advance(Duration.ofSeconds(90));
        assertThat(gauge("tocsin.notifier.lanes")).isEqualTo(1);
        assertThat(gauge("tocsin.notifier.pending.alerts")).isEqualTo(1);
        assertThat(gauge("tocsin.notifier.oldest.undelivered.age.seconds")).isEqualTo(90);
        assertThat(gauge("tocsin.notifier.passed.alerts", "end", "delivered")).isEqualTo(5);
        assertThat(gauge("tocsin.notifier.passed.alerts", "end", "superseded")).isEqualTo(4);
        assertThat(gauge("tocsin.notifier.passed.alerts", "end", "parked")).isEqualTo(3);
    }

    private DeliveryEntry entry(RoutedAlert routed, End end) {
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                Routed.RECEIVER,
                new Place("alerts.critical", 0, 1),
                end,
                1,
                "message",
                "",
                Routed.NOON,
                Routed.NOON.plusSeconds(2));
    }

    @Test
    void whatIsToldAgainIsCountedAndHasNoLatency() {
        LaneMetrics metrics = new LaneMetrics(registry, clock, Routed.RECEIVER);
        RoutedAlert replay = Retold.of("a").told();
        metrics.ended(List.of(
                entry(Routed.firing("a"), End.DELIVERED), entry(replay, End.DELIVERED), entry(replay, End.REPLAYED)));
        assertThat(registry.get("tocsin.notifier.latency").timer().count()).isEqualTo(1);
        assertThat(registry.get("tocsin.notifier.alerts")
                        .tag("end", "delivered")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("tocsin.notifier.alerts")
                        .tag("end", "replayed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aReceiverThatIsReadForAgainShowsItsOwnValues() {
        LaneMetrics former = new LaneMetrics(registry, clock, Routed.RECEIVER);
        former.observe(lanes(new Totals(5, 0, 0)));
        former.close();
        assertThat(registry.find("tocsin.notifier.lanes").gauges()).isEmpty();
        LaneMetrics present = new LaneMetrics(registry, clock, Routed.RECEIVER);
        present.observe(lanes(new Totals(7, 0, 0)));
        assertThat(gauge("tocsin.notifier.passed.alerts", "end", "delivered")).isEqualTo(7);
    }
}
