package dev.tocsin.history.replay;

import static dev.tocsin.history.replay.Night.at;
import static dev.tocsin.history.replay.Night.entry;
import static dev.tocsin.history.replay.Night.parked;
import static dev.tocsin.history.replay.Night.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody else is told what others missed. */
class PlannerElsewhereTest {
    private static Planner planner(Question question) {
        return new Planner("this", question, Night.WINDOW, Night.policy(), Night.offsets());
    }

    @Test
    void elsewhereIsToldWhatOthersMissed() {
        Question elsewhere = new Question(Mode.ALL, Filter.all(), false, Optional.of("testroom"));
        Planner planner = planner(elsewhere);
        planner.routed(told("web", 1, "ops", "gone"), at(110));
        planner.routed(told("web", 3, "ops"), at(190));
        Plan plan = planner.plan(Night.NOW);
        assertThat(plan.entries())
                .extracting(entry -> entry.receiver() + " to " + entry.to() + " " + entry.taken())
                .containsExactly("gone, ops to testroom 2");
        assertThat(plan.entries().getFirst().covers()).containsExactly(new Stretch(Night.TOPIC, 0, 110, 190, 3));
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(2, 3, 2, Map.of(Skip.REPEATED, 1L)));
    }

    @Test
    void elsewhereMustBeSomebodyWhoCanBeTold() {
        Question elsewhere = new Question(Mode.ALL, Filter.all(), false, Optional.of("testroom"));
        assertThat(planner(elsewhere).plan(Night.NOW).entries()).isEmpty();
        for (String name : List.of("nobody", "null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> planner(new Question(Mode.ALL, Filter.all(), false, Optional.of(name))))
                    .withMessage("there is no receiver " + name + " that can be told");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void elsewhereIsNotToldWhatWaitsThereAnyway(Mode mode) {
        Filter missedByPayments = new Filter(Set.of("payments"), Set.of(), List.of());
        Partition partition = new Partition(Night.TOPIC, 0);
        Offsets offsets = new Offsets(Map.of("payments", Map.of(partition, 200L), "ops", Map.of(partition, 180L)));
        Question question = new Question(mode, missedByPayments, false, Optional.of("ops"));
        Planner planner = new Planner("this", question, Night.WINDOW, Night.policy(), offsets);
        planner.routed(told("db", 1, "payments", "ops"), at(185));
        planner.routed(told("db", 3, "payments"), at(190));
        Plan plan = planner.plan(Night.NOW);
        assertThat(plan.entries())
                .flatExtracting(entry -> entry.history().first())
                .filteredOn(Telling::taken)
                .extracting(Telling::seq)
                .containsExactly(3L);
        assertThat(plan.counts().skipped(Skip.WAITING)).isEqualTo(1);
    }

    @Test
    void whatIsToldElsewhereStandsParkedThereNoMore() {
        Filter missedByPayments = new Filter(Set.of("payments"), Set.of(), List.of());
        Planner planner = planner(new Question(Mode.MISSED, missedByPayments, false, Optional.of("ops")));
        RoutedAlert routed = told("db", 1, "payments", "ops");
        for (String receiver : routed.receivers()) {
            planner.delivery(entry(receiver, routed, at(110), End.PARKED));
        }
        planner.parked(parked("payments", routed, at(110)));
        planner.parked(parked("ops", routed, at(110)));
        RoutedAlert later = told("db", 3, "payments");
        planner.parked(parked("payments", later, at(120)));
        planner.routed(routed, at(110));
        planner.routed(later, at(120));
        assertThat(planner.plan(Night.NOW).entries())
                .singleElement()
                .extracting(Plan.Entry::parked)
                .as("at payments both stand parked all the same")
                .isEqualTo(List.of(1L));
    }
}
