package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.FallbackState;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import dev.tocsin.notifier.delivery.Totals;
import dev.tocsin.notifier.lane.LaneStarts.Found;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a lane goes on whose committed offset may be gone; the partition holds 100 to 200, the last hour begins at 180. */
class LaneStartsTest {

    @ParameterizedTest(name = "committed {0}: from {1}, {2} gone")
    @CsvSource({
        "150, 150, 0",
        "100, 100, 0",
        "200, 200, 0",
        "40, 100, 60",
        // Kafka lost its last records: not all of the month is told again, but what may be new is.
        "230, 180, 1",
    })
    void goesOn(long committed, long position, long gone) {
        Commitment commitment = new Commitment(committed, Optional.empty(), Totals.NONE, Instant.EPOCH);

        Found found = LaneStarts.resumed(commitment, 100, 200, () -> 180, "topic");

        assertThat(found.start().position()).isEqualTo(position);
        assertThat(found.gone()).isEqualTo(gone);
    }

    @ParameterizedTest(
            name = "committed {0}: told at the fallback from {1} to {2}, and nothing is left to tell below {3}")
    @CsvSource({
        "150, 100, 120, 150",
        "40, , , 100",
        "230, 100, 120, 180",
    })
    void whatStandsAtTheFallbackIsStillKnown(long committed, Long from, Long to, long end) {
        FallbackState state =
                new FallbackState(List.of(new Range(30, Math.min(120, committed))), committed, Optional.empty());
        Commitment commitment =
                new Commitment(committed, Optional.empty(), Totals.NONE, Instant.EPOCH, Optional.of(state));

        FallbackState found = LaneStarts.resumed(commitment, 100, 200, () -> 180, "topic")
                .start()
                .fallback()
                .orElseThrow();

        assertThat(found.ranges()).isEqualTo(from == null ? List.of() : List.of(new Range(from, to)));
        assertThat(found.end()).isEqualTo(end);
    }
}
