package dev.tocsin.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a replay tells is no state of its alert. */
class HazardA8ReplayTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Present ENDED = new Present(Present.State.ENDED, NOON, 2, NOON.plusSeconds(60));
    private static final List<Past> MISSED = List.of(new Past(Reason.FIRING, NOON, true));

    private static RoutedAlert telling(Reason reason, long seq) {
        Map<String, String> labels = Map.of("alertname", "HostDown");
        Alert alert = new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(Map.of()), NOON, null, "");
        Identity identity = new Identity("alertmanager", Fingerprint.of(labels));
        return new RoutedAlert(
                new ReceivedAlert(identity, alert, "request", NOON, "", false),
                "critical",
                List.of("ops", "payments"),
                Group.of(labels),
                1,
                seq,
                reason,
                NOON,
                NOON);
    }

    private static Replay replay(String id) {
        return new Replay(id, MISSED, 0, ENDED, List.of(), List.of());
    }

    private static RoutedAlert again(String id, Reason reason, long seq) {
        return telling(reason, seq).again("ops", replay(id), NOON.plusSeconds(90));
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "REPLAY", mode = EnumSource.Mode.EXCLUDE)
    void whateverItTellsItNeitherFiresNorEnds(Reason reason) {
        RoutedAlert again = again("r1", reason, 4);
        assertThat(again.reason()).isEqualTo(Reason.REPLAY);
        assertThat(again.firing()).isFalse();
        assertThat(again.ended()).isFalse();
        assertThat(again.receivers()).containsExactly("ops");
        assertThat(again.routedAt()).isEqualTo(NOON.plusSeconds(90));
        assertThat(again.seq()).isEqualTo(4);
        assertThat(again.identity()).isEqualTo(telling(reason, 4).identity());
    }

    @Test
    void newsIsNoReplayAndAReplayIsNoNews() {
        RoutedAlert news = telling(Reason.FIRING, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> telling(Reason.REPLAY, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutedAlert(
                        news.received(),
                        news.severity(),
                        news.receivers(),
                        news.group(),
                        1,
                        1,
                        Reason.FIRING,
                        NOON,
                        NOON,
                        Optional.of(replay("r1"))));
    }

    @Test
    void aReplayNeedsAnIdAndAHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> replay(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replay("r1", List.of(), 3, ENDED, List.of(), List.of()));
        assertThat(new Replay("r1", MISSED, 41, ENDED, List.of(), List.of()).tellings())
                .isEqualTo(42);
        assertThat(ENDED.firing()).isFalse();
    }

    @Test
    void whatItIsMadeOfMayChangeAfterwards() {
        List<Long> parked = new ArrayList<>(List.of(1L));
        Replay replay = new Replay("r1", MISSED, 0, ENDED, List.of(), parked);
        parked.add(2L);
        assertThat(replay.parked()).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "alerts.critical, 0, 3, true",
        "alerts.critical, 0, 5, true",
        "alerts.critical, 0, 7, true",
        "alerts.critical, 0, 2, false",
        "alerts.critical, 0, 8, false",
        "alerts.critical, 1, 5, false",
        "alerts.warning, 0, 5, false"
    })
    void whatIsBookedForAStretchHoldsForBothItsEnds(String topic, int partition, long offset, boolean holds) {
        Place last = new Place("alerts.critical", 0, 7);
        DeliveryEntry entry = new DeliveryEntry(
                telling(Reason.FIRING, 1).identity(),
                2,
                Reason.REPLAY,
                "ops",
                last,
                3,
                End.REPLAYED,
                1,
                "message",
                "r1",
                NOON,
                NOON);
        assertThat(entry.isAbout(new Place(topic, partition, offset))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "3, 2"})
    void aStretchDoesNotEndBeforeItBegins(long first, long last) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch("alerts.critical", 0, first, last, 1));
    }

    @Test
    void anEntryIsAboutItsOwnRecordAlone() {
        Place place = new Place("alerts.critical", 0, 7);
        DeliveryEntry entry = new DeliveryEntry(
                telling(Reason.FIRING, 1).identity(),
                1,
                Reason.FIRING,
                "ops",
                place,
                End.DELIVERED,
                1,
                "message",
                "",
                NOON,
                NOON);
        assertThat(entry.first()).isEqualTo(7);
        assertThat(entry.isAbout(place)).isTrue();
        assertThat(entry.isAbout(new Place("alerts.critical", 0, 6))).isFalse();
    }

    @Test
    void itIsALineOfItsOwnPerReplayAndTelling() {
        RoutedAlert news = telling(Reason.FIRING, 1);
        List<Line> lines = Notification.of(List.of(
                        news,
                        again("r1", Reason.FIRING, 1),
                        again("r2", Reason.FIRING, 1),
                        again("r1", Reason.FIRING, 1),
                        again("r1", Reason.RESOLVED, 2),
                        telling(Reason.RESOLVED, 2)))
                .lines()
                .toList();
        assertThat(lines)
                .extracting(line -> line.latest().reason())
                .containsExactlyInAnyOrder(Reason.RESOLVED, Reason.REPLAY, Reason.REPLAY, Reason.REPLAY);
        assertThat(lines).filteredOn(Line::replayed).allMatch(line -> !line.beganAndEnded());
        assertThat(lines)
                .filteredOn(Line::replayed)
                .extracting(line -> line.superseded().size())
                .containsExactlyInAnyOrder(1, 0, 0);
        assertThat(lines).filteredOn(line -> !line.replayed()).singleElement().satisfies(line -> {
            assertThat(line.superseded()).containsExactly(news);
            assertThat(line.beganAndEnded()).isTrue();
        });
    }

    @Test
    void givenUpItStandsUnderTheKeyOfWhatItTells() {
        ParkedAlert parked = new ParkedAlert(
                again("r1", Reason.FIRING, 4), "ops", new Place("alerts.critical", 0, 9), "400 no", NOON);
        assertThat(parked.key())
                .isEqualTo(ParkedAlert.key("ops", telling(Reason.FIRING, 4).identity(), 4));
    }
}
