package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneMemoryTest {
    private static final int KIB = 1 << 10;
    private static final Instant NOW = Routed.NOON;
    private static final LaneKey KEY = new LaneKey(Routed.RECEIVER, "alerts.critical", 0);
    private static final MessageIds IDS = new MessageIds("cluster", "topic", KEY, "room");

    private static LaneSettings settings(int maxBuffered) {
        return new LaneSettings(
                "critical",
                0,
                Duration.ofHours(1),
                1_000,
                KIB << 10,
                maxBuffered,
                Optional.empty(),
                Duration.ofDays(15));
    }

    private static Lane lane(int maxBuffered, Optional<Plan> plan) {
        return new Lane(KEY, settings(maxBuffered), IDS, new LaneStart(0, plan, Totals.NONE, NOW, true), NOW);
    }

    private static LaneRecord record(long offset) {
        return new LaneRecord(offset, NOW, 10 * KIB, Routed.firing("host-" + offset));
    }

    private static void read(Lane lane, long offset) {
        lane.add(record(offset), NOW);
        lane.advance(offset + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "256,   9, 4194304",
        "256,  27, 1657008",
        "256,  90,  497102",
        "256, 900,   65536",
        "6000, 27, 4194304",
        "6000,  0, 4194304",
    })
    void lanesShareASixthOfTheHeap(long heapMiB, int lanes, int bytes) {
        assertThat(LaneSettings.buffered(heapMiB << 20, lanes)).isEqualTo(bytes);
    }

    @Test
    void readsNoMoreThanItsShare() {
        Lane lane = lane(100 * KIB, Optional.empty());
        LongStream.range(0, 9).forEach(offset -> read(lane, offset));
        assertThat(lane.full()).isFalse();
        read(lane, 9);
        assertThat(lane.full()).isTrue();
        assertThat(lane.hasRoom()).isFalse();
    }

    /** Nothing more is read, so it would wait for more in vain. */
    @Test
    void closesABatchWhenItsShareIsFull() {
        LaneBuffer buffer = new LaneBuffer(settings(100 * KIB));
        LongStream.range(0, 9).forEach(offset -> buffer.add(record(offset), NOW));
        assertThat(buffer.ready(NOW)).isFalse();
        buffer.add(record(9), NOW);
        assertThat(buffer.ready(NOW)).isTrue();
    }

    /** The share was larger when the plan was made: fewer receivers, or a larger heap. It is posted as it was, or never. */
    @Test
    void readsABatchAgainThatIsLargerThanItsShare() {
        List<LaneRecord> batch =
                LongStream.range(0, 20).mapToObj(LaneMemoryTest::record).toList();
        Lane lane = lane(100 * KIB, Optional.of(Plan.of(batch, IDS, NOW)));
        for (LaneRecord each : batch) {
            assertThat(lane.full()).isFalse();
            assertThat(lane.hasRoom()).isTrue();
            read(lane, each.offset());
        }
        lane.tick(NOW);
        assertThat(lane.pending()).isEqualTo(20);
        assertThat(lane.full()).isFalse();
        LongStream.range(20, 30).forEach(offset -> read(lane, offset));
        assertThat(lane.full()).isTrue();
    }
}
