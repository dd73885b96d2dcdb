package dev.tocsin.history.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.parked.ParkedIndex.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ParkedIndexTest {
    private static final Instant NOON = Tellings.NOON;

    private static Entry entry(String key, int seconds, int bytes) {
        return new Entry(key, "ops", NOON.plusSeconds(seconds), new TopicPartition("parked", 0), seconds, bytes);
    }

    private final Entry a = entry("a", 0, 10);
    private final Entry b = entry("b", 0, 10);
    private final Entry c = entry("c", 5, 100);
    private final ParkedIndex index = new ParkedIndex(List.of(a, b, c), List.of());

    @Test
    void aPageBeginsBehindTheLastOneEvenIfThatIsGone() {
        assertThat(index.behind(NOON, "a")).containsExactly(b, c);
        assertThat(index.behind(NOON, "aa")).containsExactly(b, c);
        assertThat(index.behind(NOON.plusSeconds(5), "c")).isEmpty();
    }

    @Test
    void aPageIsFullByNumberOrByBytesAndHoldsOneAtLeast() {
        assertThat(ParkedIndex.first(index.entries(), 2, 1_000)).containsExactly(a, b);
        assertThat(ParkedIndex.first(index.entries(), 9, 20)).containsExactly(a, b);
        assertThat(ParkedIndex.first(List.of(c), 9, 20)).containsExactly(c);
        assertThat(ParkedIndex.first(List.of(), 9, 20)).isEmpty();
    }

    @Test
    void countsAndSaysWhatIsMissing() {
        assertThat(index.receivers()).isEqualTo(Map.of("ops", 3L));
        assertThat(index.missing(List.of("a", "x", "x"))).containsExactly("x");
        assertThat(index.missing(List.of())).isEmpty();
    }
}
