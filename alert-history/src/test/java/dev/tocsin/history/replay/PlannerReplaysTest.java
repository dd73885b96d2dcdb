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
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.route.Matcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What replays have told, and are about to tell, is not told again. */
class PlannerReplaysTest {
    private static Planner planner(Question question) {
        return new Planner("this", question, Night.WINDOW, Night.policy(), Night.offsets());
    }

    /** What this replay says of the second to the fourth telling, which stand at 110 to 130. */
    private static DeliveryEntry replayed(String receiver, String id, End end) {
        return new DeliveryEntry(
                told("web", 1, "ops").identity(),
                4,
                Reason.REPLAY,
                receiver,
                at(130),
                110,
                end,
                1,
                "message",
                id,
                Tellings.NOON,
                Tellings.NOON);
    }

    private static List<Long> taken(Planner planner) {
        for (int i = 1; i <= 5; i++) {
            planner.routed(told("web", i, "ops"), at(90 + i * 10L));
            planner.routed(told("db", i, "ops"), at(91 + i * 10L));
        }
        return planner.plan(Night.NOW).entries().stream()
                .filter(entry -> entry.routed().alert().label("instance").equals("web"))
                .flatMap(entry -> entry.history().first().stream())
                .filter(Telling::taken)
                .map(Telling::seq)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "MISSED, ops,      another, REPLAYED,  1 5",
        "MISSED, ops,      this,    REPLAYED,  1 5",
        "MISSED, ops,      another, DISCARDED, 1 5",
        "MISSED, testroom, another, REPLAYED,  1 2 3 4 5",
        "ALL,    ops,      another, REPLAYED,  1 2 3 4 5",
        "ALL,    ops,      this,    REPLAYED,  1 5",
    })
    void whatAReplaySaysHoldsForAllOfTheAlertInItsStretch(
            Mode mode, String receiver, String id, End end, String taken) {
        Planner planner = planner(question(mode));
        planner.delivery(replayed(receiver, id, end));
        assertThat(taken(planner))
                .isEqualTo(Stream.of(taken.split(" ")).map(Long::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({"MISSED, another, 1 5", "MISSED, this, 1 5", "ALL, another, 1 2 3 4 5", "ALL, this, 1 5"})
    void whatWasToldElsewhereIsToldThereOnce(Mode mode, String id, String taken) {
        Planner planner = planner(new Question(mode, Filter.all(), false, Optional.of("testroom")));
        planner.delivery(replayed("testroom", id, End.REPLAYED));
        assertThat(taken(planner))
                .isEqualTo(Stream.of(taken.split(" ")).map(Long::valueOf).toList());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatStandsInLineIsNotTakenAgain(Mode mode) {
        Planner planner =
                planner(new Question(mode, new Filter(Set.of("ops"), Set.of(), List.of()), false, Optional.empty()));
        Replay replay = new Replay(
                "another",
                List.of(new Past(Reason.FIRING, Tellings.NOON, true)),
                0,
                new Present(State.UNKNOWN, Tellings.NOON, 0, Tellings.NOON),
                List.of(new Stretch(Night.TOPIC, 0, 110, 130, 4)),
                List.of());
        planner.inLine(told("web", 4, "ops").again("ops", replay, Tellings.NOON));
        assertThat(taken(planner)).containsExactly(1L, 5L);
    }

    @Test
    void aStretchReachesFromTheFirstThatIsTakenToTheLast() {
        Planner planner = planner(question(Mode.MISSED));
        planner.delivery(entry("ops", told("web", 1, "ops"), at(101), End.DELIVERED));
        planner.routed(told("web", 1, "ops"), at(101));
        planner.routed(told("web", 2, "ops"), at(110));
        planner.routed(told("web", 3, "ops"), at(1, 105));
        planner.routed(told("web", 4, "ops"), at(170));
        assertThat(planner.plan(Night.NOW).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.covers())
                        .containsExactly(
                                new Stretch(Night.TOPIC, 0, 110, 170, 4), new Stretch(Night.TOPIC, 1, 105, 105, 3)));
    }

    /** HostDown of one instance, as one of two sources sees it: the label is ignored, so that both are one alert. */
    private static RoutedAlert seenBy(String replica, long seq, String... receivers) {
        RoutedAlert routed = told("web", seq, receivers);
        Map<String, String> labels = new TreeMap<>(routed.alert().labels());
        labels.put("replica", replica);
        return Night.with(routed, labels);
    }

    private static List<Stretch> covers(Question question, String... replicas) {
        Planner planner = planner(question);
        for (int i = 0; i < replicas.length; i++) {
            planner.routed(seenBy(replicas[i], i + 1, "ops"), at(101 + i));
        }
        return planner.plan(Night.NOW).entries().getFirst().covers();
    }

    private static Stretch stretch(long first, long last) {
        return new Stretch(Night.TOPIC, 0, first, last, last - 100);
    }

    @Test
    void whatNobodyAskedForIsNotCovered() {
        Filter a = new Filter(Set.of(), Set.of(), List.of(Matcher.parse("replica=\"a\"")));
        Question question = new Question(Mode.MISSED, a, false, Optional.empty());
        assertThat(covers(question, "a", "b", "a")).containsExactly(stretch(101, 101), stretch(103, 103));
        assertThat(covers(question, "a", "a", "b", "b", "a", "a", "b"))
                .containsExactly(stretch(101, 102), stretch(105, 106));
    }

    @Test
    void whatTheReceiverHasDoesNotEndAStretch() {
        for (End end : List.of(End.DELIVERED, End.SUPERSEDED, End.REPLAYED)) {
            Planner planner = planner(question(Mode.MISSED));
            planner.delivery(entry("ops", told("web", 2, "ops"), at(102), end));
            LongStream.rangeClosed(1, 3).forEach(i -> planner.routed(told("web", i, "ops"), at(100 + i)));
            assertThat(planner.plan(Night.NOW).entries().getFirst().covers()).containsExactly(stretch(101, 103));
        }
    }

    @Test
    void whatSomebodyDecidedOrAnotherReplayIsAboutToTellEndsAStretch() {
        Planner planner = planner(question(Mode.MISSED));
        planner.delivery(entry("ops", told("web", 2, "ops"), at(102), End.DISCARDED));
        LongStream.rangeClosed(1, 3).forEach(i -> planner.routed(told("web", i, "ops"), at(100 + i)));
        assertThat(planner.plan(Night.NOW).entries().getFirst().covers())
                .containsExactly(stretch(101, 101), stretch(103, 103));
    }

    /** Later it may be told as the routes are then. */
    @Test
    void whatWentToOthersOnlyEndsAStretch() {
        Planner planner = planner(
                new Question(Mode.MISSED, new Filter(Set.of("ops"), Set.of(), List.of()), false, Optional.empty()));
        planner.routed(told("web", 1, "ops"), at(101));
        planner.routed(told("web", 2, "payments"), at(102));
        planner.routed(told("web", 3, "ops"), at(103));
        // In another group it is the same telling.
        planner.routed(told("web", 3, "payments"), at(104));
        planner.routed(told("web", 4, "payments"), at(105));
        planner.routed(told("web", 4, "ops"), at(106));
        assertThat(planner.plan(Night.NOW).entries().getFirst().covers())
                .containsExactly(stretch(101, 101), new Stretch(Night.TOPIC, 0, 103, 106, 4));
    }

    @Test
    void whatIsPickedIsToldToItsReceiverAndNothingBetweenIsCovered() {
        Planner planner = planner(question(Mode.MISSED));
        planner.picked(parked("ops", told("web", 1, "ops", "payments"), at(101)));
        planner.picked(parked("ops", told("web", 3, "ops", "payments"), at(103)));
        assertThat(planner.plan(Night.NOW).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.receiver()).isEqualTo("ops");
            assertThat(entry.covers()).containsExactly(stretch(101, 101), stretch(103, 103));
        });
    }
}
