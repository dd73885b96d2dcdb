package dev.tocsin.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetellingTest {
    private static final Instant LATER = Tellings.NOON.plusSeconds(3600);
    private static final Present PLANNED = new Present(Present.State.FIRING, Tellings.NOON, 1, Tellings.NOON);
    private static final Present NOW = new Present(Present.State.ENDED, LATER, 2, LATER);
    private static final List<Stretch> COVERS = List.of(new Stretch("alerts.critical", 0, 3, 8, 2));

    private static Telling telling(long seq, Fate fate) {
        Reason reason = seq % 2 == 1 ? Reason.FIRING : Reason.RESOLVED;
        return new Telling(
                seq, reason, Tellings.NOON.plusSeconds(seq), new Place("alerts.critical", 0, seq), fate, "", true);
    }

    private static Plan.Entry entry(String to, History history, List<Long> parked) {
        RoutedAlert routed = Tellings.firing("host-1", "critical", "ops", "payments");
        return new Plan.Entry(routed, "ops", to, history, 1, PLANNED, COVERS, parked);
    }

    private static Replay replay(RoutedAlert told) {
        return told.replay().orElseThrow();
    }

    @Test
    void isAddressedToOneReceiverAndTellsHowItIsWhenItIsWritten() {
        History history = new History(List.of(telling(1, Fate.PARKED), telling(2, Fate.TOLD)), 0, List.of());
        RoutedAlert told = Retelling.of(entry("chat", history, List.of(1L)), "night", NOW);
        assertThat(told.receivers()).containsExactly("chat");
        assertThat(told.reason()).isEqualTo(Reason.REPLAY);
        assertThat(told.routedAt()).isEqualTo(LATER);
        assertThat(replay(told))
                .isEqualTo(new Replay(
                        "night",
                        List.of(
                                new Past(Reason.FIRING, Tellings.NOON.plusSeconds(1), true),
                                new Past(Reason.RESOLVED, Tellings.NOON.plusSeconds(2), false)),
                        0,
                        NOW,
                        COVERS,
                        List.of(1L)));
    }

    @ParameterizedTest
    @CsvSource({
        "TOLD, false",
        "SUPERSEDED, false",
        "REPLAYED, false",
        "PARKED, true",
        "DISCARDED, true",
        "WAITING, true",
        "SKIPPED, true",
        "NEVER_READ, true",
        "NOT_SENT, true"
    })
    void saysOfEachTellingWhetherTheReceiverHasIt(Fate fate, boolean missed) {
        History history = new History(List.of(telling(1, fate)), 0, List.of());
        assertThat(replay(Retelling.of(entry("ops", history, List.of()), "night", NOW))
                        .history())
                .singleElement()
                .extracting(Past::missed)
                .isEqualTo(missed);
    }

    @Test
    void ofALongHistoryTheFirstAndTheLastStandInOrder() {
        List<Telling> all = LongStream.rangeClosed(1, 100)
                .mapToObj(seq -> telling(seq, Fate.PARKED))
                .toList();
        Replay told = replay(Retelling.of(entry("ops", History.of(all, 0), List.of()), "night", NOW));
        assertThat(told.history())
                .hasSize(2 * Replay.FIRST)
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(told.leftOut()).isEqualTo(100 - 2 * Replay.FIRST);
        assertThat(told.tellings()).isEqualTo(100);
    }

    @Test
    void moreThanARecordCanHoldStayParked() {
        List<Long> parked =
                LongStream.rangeClosed(1, Retelling.MOST_PARKED + 1L).boxed().toList();
        History history = new History(List.of(telling(1, Fate.PARKED)), 0, List.of());
        assertThat(replay(Retelling.of(entry("ops", history, parked), "night", NOW))
                        .parked())
                .hasSize(Retelling.MOST_PARKED)
                .startsWith(1L);
    }

    @Test
    void moreStretchesThanARecordCanHoldAreStillMissed() {
        List<Stretch> covers = LongStream.rangeClosed(0, Retelling.MOST_STRETCHES)
                .mapToObj(i -> new Stretch("alerts.critical", 0, 2 * i, 2 * i, i))
                .toList();
        History history = new History(List.of(telling(1, Fate.PARKED)), 0, List.of());
        RoutedAlert routed = Tellings.firing("host-1", "critical", "ops");
        Plan.Entry entry = new Plan.Entry(routed, "ops", "ops", history, 1, PLANNED, covers, List.of());
        assertThat(replay(Retelling.of(entry, "night", NOW)).covers())
                .isEqualTo(covers.subList(0, Retelling.MOST_STRETCHES));
    }
}
