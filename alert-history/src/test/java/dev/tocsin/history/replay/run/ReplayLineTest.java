package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.replay.Fate;
import dev.tocsin.history.replay.History;
import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Telling;
import dev.tocsin.history.replay.log.ReplayReader.Waiting;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayLineTest {
    private long next;

    private static Plan.Entry entry(String instance, String to) {
        RoutedAlert routed = Tellings.firing(instance, "critical", to);
        Telling telling = new Telling(1, Reason.FIRING, Tellings.NOON, place(0), Fate.PARKED, "400 no", true);
        Present present = new Present(Present.State.FIRING, Tellings.NOON, 1, Tellings.NOON);
        return new Plan.Entry(
                routed, to, to, new History(List.of(telling), 0, List.of()), 1, present, List.of(), List.of());
    }

    private static Place place(long offset) {
        return new Place("alerts.critical", 0, offset);
    }

    private static DeliveryEntry ended(String receiver, long offset, End end) {
        RoutedAlert routed = Tellings.firing("any", "critical", receiver);
        return new DeliveryEntry(
                routed.identity(),
                1,
                Reason.REPLAY,
                receiver,
                place(offset),
                end,
                1,
                "message",
                "",
                Tellings.NOON,
                Tellings.NOON);
    }

    /** Takes what may be written, and writes it from offset 0 on. */
    private List<String> write(ReplayLine line) {
        return line.next().stream()
                .map(entry -> {
                    line.written(entry.to(), place(next++));
                    return entry.routed().alert().label("instance");
                })
                .toList();
    }

    @Test
    void noMoreThanSoManyWaitAtOneReceiver() {
        List<Plan.Entry> entries =
                Stream.of("a", "b", "c").map(name -> entry(name, "ops")).toList();
        ReplayLine line = new ReplayLine(entries, List.of(), 2);
        assertThat(write(line)).containsExactly("a", "b");
        assertThat(write(line)).isEmpty();
        line.ended(ended("ops", 0, End.DELIVERED));
        assertThat(write(line)).containsExactly("c");
        assertThat(line.progress()).isEqualTo(new Progress(3, 3, 1, 0));
    }

    @Test
    void aReceiverThatTakesNothingKeepsNobodyElseWaiting() {
        ReplayLine line = new ReplayLine(
                List.of(
                        entry("a", "away"),
                        entry("b", "away"),
                        entry("c", "ops"),
                        entry("d", "away"),
                        entry("e", "ops")),
                List.of(),
                1);
        assertThat(write(line)).containsExactly("a");
        assertThat(write(line)).as("ops is free").containsExactly("c");
        line.ended(ended("ops", 1, End.DELIVERED));
        assertThat(write(line)).containsExactly("e");
        assertThat(write(line)).isEmpty();
        line.ended(ended("away", 0, End.DELIVERED));
        assertThat(write(line)).as("in their order").containsExactly("b");
    }

    @Test
    void whatTheSameReplayPutThereBeforeCountsAndTakesRoom() {
        ReplayLine line = new ReplayLine(List.of(entry("a", "ops")), List.of(new Waiting("ops", place(9))), 1);
        assertThat(write(line)).isEmpty();
        assertThat(line.progress()).isEqualTo(new Progress(2, 1, 0, 0));
        line.ended(ended("ops", 9, End.SUPERSEDED));
        assertThat(write(line)).containsExactly("a");
        line.ended(ended("ops", 0, End.DELIVERED));
        assertThat(line.progress()).isEqualTo(new Progress(2, 2, 2, 0));
        assertThat(line.progress().complete()).isTrue();
    }

    @Test
    void repeatsAndWhatIsSaidOfOthersChangeNothing() {
        ReplayLine line = new ReplayLine(List.of(entry("a", "ops"), entry("b", "ops")), List.of(), 5);
        assertThat(write(line)).containsExactly("a", "b");
        line.ended(ended("ops", 7, End.DELIVERED));
        line.ended(ended("fallback", 0, End.DELIVERED));
        line.ended(ended("ops", 0, End.REPLAYED));
        line.ended(ended("ops", 0, End.DELIVERED));
        line.ended(ended("ops", 0, End.DELIVERED));
        assertThat(line.progress()).isEqualTo(new Progress(2, 2, 1, 0));
    }

    @Test
    void whatIsGivenUpIsDoneButNotTold() {
        ReplayLine line = new ReplayLine(List.of(entry("a", "ops")), List.of(), 5);
        assertThat(write(line)).containsExactly("a");
        line.ended(ended("ops", 0, End.PARKED));
        assertThat(line.progress()).isEqualTo(new Progress(1, 1, 0, 1));
        assertThat(line.progress().complete()).isTrue();
    }

    @Test
    void ofNothingItIsComplete() {
        assertThat(new ReplayLine(List.of(), List.of(), 1).progress().complete())
                .isTrue();
    }
}
