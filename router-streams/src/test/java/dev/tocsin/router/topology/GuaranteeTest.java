package dev.tocsin.router.topology;

import static dev.tocsin.router.topology.Alerts.firing;
import static dev.tocsin.router.topology.Alerts.resolved;
import static dev.tocsin.router.topology.RouterBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.store.Count;
import dev.tocsin.router.store.Counts;
import dev.tocsin.wire.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarantees 2 and 3 over many records, and over a restart. */
class GuaranteeTest {
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info", "unheard-of");

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsEveryRecordOnceAndRaisesTheSeqOfEveryAlert(long seed) {
        Random random = new Random(seed);
        List<RoutedAlert> told = new ArrayList<>();
        int records = 600;
        try (RouterBench bench = new RouterBench(Policy.standard(), stateDir)) {
            for (int i = 0; i < records; i++) {
                bench.pass(Duration.ofSeconds(random.nextInt(1, 900)));
                somethingHappens(bench, random);
                told.addAll(bench.told());
            }
            bench.pass(Duration.ofDays(8)).pass(Duration.ofDays(8));
            told.addAll(bench.told());

            Counts counts = bench.counts();
            assertThat(counts.of(Count.RECEIVED)).as("seed %d", seed).isEqualTo(records);
            assertThat(counts.balanced()).as("seed %d: %s", seed, counts).isTrue();
            assertThat(counts.of(Count.NEWS) + counts.of(Count.EXPIRED)).isEqualTo(told.size());
            assertThat(counts.routed().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(told.size());
            assertThat(counts.of(Count.REJECTED)).isPositive();
            assertThat(bench.remembered()).isZero();
            assertThat(bench.reminders()).isZero();
        }
        assertRising(told, seed);
    }

    private static void somethingHappens(RouterBench bench, Random random) {
        if (random.nextInt(50) == 0) {
            bench.raw(Topic.bytes("x"), Topic.bytes("not json"), new RecordHeaders());
            return;
        }
        int which = random.nextInt(20);
        Map<String, String> labels =
                Alerts.with(Alerts.labels("Alert" + which % 5, SEVERITIES.get(which % 4)), "instance", "host" + which);
        Alert alert = firing(labels, Map.of(), bench.now().minusSeconds(random.nextInt(1200)));
        bench.hear(random.nextInt(3) == 0 ? resolved(alert, bench.now().minusSeconds(random.nextInt(60))) : alert);
    }

    private static void assertRising(List<RoutedAlert> told, long seed) {
        Map<String, Map<Long, Boolean>> seqs = new HashMap<>();
        for (RoutedAlert alert : told) {
            Boolean before = seqs.computeIfAbsent(alert.identity().toString(), key -> new HashMap<>())
                    .put(alert.seq(), true);
            assertThat(before).as("seed %d: seq of %s", seed, alert).isNull();
        }
        Map<String, Long> last = new HashMap<>();
        for (RoutedAlert alert : told) {
            Long before = last.put(alert.identity().toString(), alert.seq());
            assertThat(alert.seq()).as("seed %d: %s", seed, alert).isGreaterThan(before == null ? 0 : before);
        }
    }

    @Test
    void goesOnWhereAnotherInstanceEnded(@TempDir Path otherDir) {
        Alert alert = firing("critical", START);
        try (RouterBench first = new RouterBench(Policy.standard(), stateDir)) {
            long seq = first.hear(alert).toldOne().seq();
            try (RouterBench next = first.successor(otherDir, Duration.ofMinutes(1))) {
                assertThat(next.hear(alert).told()).isEmpty();
                assertThat(next.counts().of(Count.RECEIVED)).isEqualTo(2);
                assertThat(next.hear(resolved(alert, START.plusSeconds(30)))
                                .toldOne()
                                .seq())
                        .isGreaterThan(seq);
                next.pass(Duration.ofDays(2));
                assertThat(next.state(alert)).isEmpty();
                assertThat(next.counts().balanced()).isTrue();
            }
        }
    }

    @Test
    void countsOnFromTotalsOfAnEarlierBuild() {
        try (RouterBench bench = new RouterBench(Policy.standard(), stateDir)) {
            for (String name : List.of("received", "news", "routed/rocketchat-critical")) {
                bench.store()
                        .put(
                                Topic.bytes("a" + name),
                                ByteBuffer.allocate(Long.BYTES).putLong(41).array());
            }

            bench.hear(firing("critical", START));

            Counts counts = bench.counts();
            assertThat(counts.of(Count.RECEIVED)).isEqualTo(42);
            assertThat(counts.routedTo("rocketchat-critical")).isEqualTo(42);
            assertThat(counts.balanced()).isTrue();
        }
    }
}
