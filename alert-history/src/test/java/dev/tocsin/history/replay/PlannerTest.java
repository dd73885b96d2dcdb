package dev.tocsin.history.replay;

import static dev.tocsin.history.replay.Night.at;
import static dev.tocsin.history.replay.Night.entry;
import static dev.tocsin.history.replay.Night.parked;
import static dev.tocsin.history.replay.Night.question;
import static dev.tocsin.history.replay.Night.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static Planner planner(Question question) {
        return new Planner("this", question, Night.WINDOW, Night.policy(), Night.offsets());
    }

    /** One telling to ops at this offset that ended like this; - for no entry. A word stands for why it is skipped. */
    @ParameterizedTest
    @CsvSource({
        "ops,      150, -,          SKIPPED,    matched,       matched,       matched",
        "ops,      150, PARKED,     PARKED,     matched,       matched,       matched",
        "ops,      150, DELIVERED,  TOLD,       TOLD,          TOLD,          matched",
        "ops,      150, SUPERSEDED, SUPERSEDED, SUPERSEDED,    SUPERSEDED,    matched",
        "ops,      150, REPLAYED,   REPLAYED,   REPLAYED,      REPLAYED,      matched",
        "ops,      150, DISCARDED,  DISCARDED,  DISCARDED,     DISCARDED,     matched",
        "ops,      179, -,          SKIPPED,    matched,       matched,       matched",
        "ops,      180, -,          WAITING,    WAITING,       WAITING,       WAITING",
        "ops,      190, PARKED,     WAITING,    WAITING,       WAITING,       WAITING",
        "ops,      190, DELIVERED,  TOLD,       TOLD,          TOLD,          matched",
        "testroom, 150, -,          NEVER_READ, NEVER_READ,    NOT_ROUTED,    matched",
        "testroom, 150, PARKED,     PARKED,     matched,       NOT_ROUTED,    matched",
        "payments, 150, -,          SKIPPED,    matched,       NOT_ROUTED,    matched",
        "gone,     150, -,          SKIPPED,    RECEIVER_GONE, NOT_ROUTED,    RECEIVER_GONE",
        "null,     150, -,          SKIPPED,    MUTED,         NOT_ROUTED,    MUTED",
    })
    void aTellingIsTakenOrNot(
            String receiver, long offset, String end, Fate fate, String missed, String routedNow, String all) {
        RoutedAlert routed = told("web", 1, receiver);
        Map<Mode, String> expected = Map.of(Mode.MISSED, missed, Mode.AS_ROUTED_NOW, routedNow, Mode.ALL, all);
        expected.forEach((mode, outcome) -> {
            Filter only = new Filter(Set.of(receiver), Set.of(), List.of());
            Planner planner = planner(new Question(mode, only, false, Optional.empty()));
            if (!end.equals("-")) {
                planner.delivery(entry(receiver, routed, at(offset), End.valueOf(end)));
            }
            planner.routed(routed, at(offset));
            Plan plan = planner.plan(Night.NOW);
            if (!outcome.equals("matched")) {
                assertThat(plan.entries()).as(mode.name()).isEmpty();
                assertThat(plan.counts().skipped(Skip.valueOf(outcome)))
                        .as(mode.name())
                        .isEqualTo(1);
                return;
            }
            assertThat(plan.entries()).as(mode.name()).anySatisfy(entry -> {
                assertThat(entry.receiver()).isEqualTo(receiver);
                assertThat(entry.history().latest().fate()).isEqualTo(fate);
            });
        });
    }

    /** Told, then parked; the third still waits. */
    private static Plan oneOfThreeParked() {
        Planner planner = planner(question(Mode.MISSED));
        planner.delivery(entry("ops", told("web", 1, "ops"), at(101), End.DELIVERED));
        planner.delivery(entry("ops", told("web", 2, "ops"), at(110), End.PARKED));
        planner.parked(parked("ops", told("web", 2, "ops"), at(110)));
        planner.routed(told("web", 1, "ops"), at(101));
        planner.routed(told("web", 2, "ops"), at(110));
        planner.routed(told("web", 3, "ops"), at(190));
        assertThat(planner.candidates()).containsExactly(told("web", 1, "ops").identity());
        planner.state(Night.state(told("web", 3, "ops"), Night.policy()));
        return planner.plan(Night.NOW);
    }

    @Test
    void anEntryTellsItsStateAndWhereItStandsParked() {
        RoutedAlert missed = told("web", 2, "ops");
        Plan plan = oneOfThreeParked();
        assertThat(plan.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.routed()).isEqualTo(missed);
            assertThat(entry.to()).isEqualTo("ops");
            assertThat(entry.taken()).isEqualTo(1);
            assertThat(entry.present()).isEqualTo(new Present(State.FIRING, Tellings.NOON, 3, Night.NOW));
            assertThat(entry.parked()).containsExactly(missed.seq());
            assertThat(entry.covers()).containsExactly(new Stretch(Night.TOPIC, 0, 110, 110, missed.seq()));
        });
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(3, 3, 1, Map.of(Skip.TOLD, 1L, Skip.WAITING, 1L)));
    }

    @Test
    void anEntryTellsWhatBecameOfEachTelling() {
        assertThat(oneOfThreeParked().entries().getFirst().history())
                .isEqualTo(new History(
                        List.of(
                                telling(1, Reason.FIRING, at(101), Fate.TOLD, ""),
                                telling(2, Reason.RESOLVED, at(110), Fate.PARKED, "400 no"),
                                telling(3, Reason.FIRING, at(190), Fate.WAITING, "")),
                        0,
                        List.of()));
    }

    private static Telling telling(long seq, Reason reason, Place place, Fate fate, String detail) {
        return new Telling(seq, reason, told("web", seq, "ops").routedAt(), place, fate, detail, fate == Fate.PARKED);
    }

    @Test
    void deliveriesOutsideTheWindowOrAtAnotherReceiverSayNothing() {
        Planner planner = planner(question(Mode.MISSED));
        RoutedAlert routed = told("web", 1, "ops");
        planner.delivery(entry("ops", routed, at(99), End.DELIVERED));
        planner.delivery(entry("ops", routed, at(200), End.DELIVERED));
        planner.delivery(entry("ops", routed, at(7, 150), End.DELIVERED));
        planner.delivery(entry("testroom", routed, at(150), End.DELIVERED));
        planner.routed(routed, at(150));
        assertThat(planner.plan(Night.NOW).entries()).hasSize(1);
    }

    @Test
    void whatStandsParkedNoMoreHasNoKey() {
        Planner planner = planner(question(Mode.MISSED));
        RoutedAlert routed = told("web", 1, "ops");
        planner.parked(parked("ops", routed, at(150)));
        planner.unparked(parked("ops", routed, at(150)).key());
        planner.routed(routed, at(150));
        assertThat(planner.plan(Night.NOW).entries())
                .singleElement()
                .extracting(Plan.Entry::parked)
                .isEqualTo(List.of());
    }

    @Test
    void asRoutedNowTakesWhatWentToTheWrongPlace() {
        Planner planner = planner(question(Mode.AS_ROUTED_NOW));
        planner.delivery(entry("ops", told("db", 1, "ops"), at(110), End.DELIVERED));
        planner.routed(told("db", 1, "ops"), at(110));
        // Payments hears no ends.
        planner.routed(told("db", 2, "ops"), at(111));
        Plan plan = planner.plan(Night.NOW);
        assertThat(plan.entries())
                .extracting(entry -> entry.receiver() + " "
                        + entry.history().latest().seq() + " "
                        + entry.history().latest().fate())
                .containsExactly("payments 1 NOT_SENT", "ops 2 SKIPPED");
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(2, 4, 2, Map.of(Skip.TOLD, 1L, Skip.MUTED, 1L)));
    }

    @Test
    void whatAnotherRecordBroughtThereIsNotTakenInWhateverOrderTheyAreRead() {
        for (List<Integer> order : List.of(List.of(0, 1), List.of(1, 0))) {
            Planner planner = planner(question(Mode.AS_ROUTED_NOW));
            planner.delivery(entry("ops", told("db", 1, "ops"), at(0, 110), End.DELIVERED));
            planner.delivery(entry("payments", told("db", 1, "payments"), at(1, 120), End.DELIVERED));
            for (int partition : order) {
                planner.routed(
                        told("db", 1, partition == 0 ? "ops" : "payments"), at(partition, partition == 0 ? 110 : 120));
            }
            Plan plan = planner.plan(Night.NOW);
            assertThat(plan.entries()).isEmpty();
            assertThat(plan.counts()).isEqualTo(new Plan.Counts(2, 4, 0, Map.of(Skip.TOLD, 2L, Skip.REPEATED, 2L)));
        }
    }

    @Test
    void onlyWhatStillFires() {
        Planner planner = planner(new Question(Mode.MISSED, Filter.all(), true, Optional.empty()));
        for (String instance : List.of("fires", "ended", "forgotten", "unknown")) {
            planner.routed(told(instance, 1, "ops"), at(110));
        }
        planner.state(Night.state(told("fires", 1, "ops"), Night.policy()));
        planner.state(Night.state(told("ended", 2, "ops"), Night.policy()));
        planner.state(Night.state(told("forgotten", 1, "ops"), Night.policy()));
        planner.forgotten(told("forgotten", 1, "ops").identity());
        Plan plan = planner.plan(Night.NOW);
        assertThat(plan.entries())
                .extracting(entry -> entry.routed().alert().label("instance"))
                .containsExactly("fires");
        assertThat(plan.counts().skipped(Skip.NOT_FIRING)).isEqualTo(3);
    }

    @Test
    void whatIsNotAskedForIsCounted() {
        Filter payments = new Filter(Set.of("payments"), Set.of(), List.of());
        Planner planner = planner(new Question(Mode.MISSED, payments, false, Optional.empty()));
        planner.routed(told("web", 1, "ops", "payments"), at(110));
        Plan plan = planner.plan(Night.NOW);
        assertThat(plan.entries()).extracting(Plan.Entry::receiver).containsExactly("payments");
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(1, 2, 1, Map.of(Skip.FILTERED_OUT, 1L)));
    }

    @Test
    void entriesComeInTheOrderOfTheirLastTellings() {
        Planner planner = planner(question(Mode.MISSED));
        planner.routed(told("c", 1, "ops"), at(101));
        planner.routed(told("a", 3, "ops"), at(102));
        planner.routed(told("b", 5, "ops"), at(103));
        planner.routed(told("c", 7, "ops"), at(1, 104));
        assertThat(planner.plan(Night.NOW).entries())
                .extracting(entry -> entry.routed().alert().label("instance"))
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0, 0", "19, 19, 0, 0", "20, 19, 0, 1", "38, 19, 0, 19", "39, 19, 1, 19", "80, 19, 42, 19"})
    void aLongHistoryIsItsBeginningAndItsEnd(int count, int first, long leftOut, int last) {
        for (Mode mode : List.of(Mode.MISSED, Mode.AS_ROUTED_NOW)) {
            Planner planner = planner(question(mode));
            // The last ones are read first.
            LongStream.rangeClosed(1, count)
                    .forEach(i -> planner.routed(told("web", 1 + count - i, "ops"), at(179 - i)));
            Plan.Entry entry = planner.plan(Night.NOW).entries().getFirst();
            assertThat(entry.taken()).isEqualTo(count);
            assertThat(entry.history().leftOut()).isEqualTo(leftOut);
            assertThat(entry.history().first())
                    .extracting(Telling::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, first).boxed().toList());
            assertThat(entry.history().last())
                    .extracting(Telling::seq)
                    .containsExactlyElementsOf(LongStream.rangeClosed(count - last + 1, count)
                            .boxed()
                            .toList());
            assertThat(entry.routed().seq()).isEqualTo(count);
        }
    }
}
