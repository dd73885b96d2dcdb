package dev.tocsin.history.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscardTest {
    private static final Discard DISCARD = new Discard("alice", "known outage", Tellings.NOON);
    private static final Place PLACE = new Place("alerts.critical", 1, 90);

    @Test
    void saysWhoAndWhy() {
        ParkedAlert parked =
                new ParkedAlert(Tellings.firing("db", "critical", "ops"), "ops", PLACE, "400 no", Tellings.NOON);
        assertThat(DISCARD.entries(parked)).singleElement().satisfies(entry -> {
            assertThat(entry.end()).isEqualTo(End.DISCARDED);
            assertThat(entry.place()).isEqualTo(PLACE);
            assertThat(entry.first()).isEqualTo(90);
            assertThat(entry.detail()).isEqualTo("alice: known outage (parked: 400 no)");
        });
    }

    @Test
    void whatAReplayCouldNotTellIsDiscardedWithWhatItWasAbout() {
        Replay replay = new Replay(
                "r",
                List.of(new Past(Reason.FIRING, Tellings.NOON, true)),
                0,
                new Present(State.UNKNOWN, Tellings.NOON, 0, Tellings.NOON),
                List.of(new Stretch("alerts.critical", 1, 10, 20, 4), new Stretch("alerts.info", 0, 5, 5, 2)),
                List.of());
        RoutedAlert again = Tellings.firing("db", "critical", "ops").again("ops", replay, Tellings.NOON);
        assertThat(DISCARD.entries(new ParkedAlert(again, "ops", PLACE, "400 no", Tellings.NOON)))
                .allMatch(entry -> entry.end() == End.DISCARDED && entry.reason() == Reason.REPLAY)
                .extracting(entry -> entry.place() + " from " + entry.first() + ", " + entry.seq())
                .containsExactly(
                        PLACE + " from 90, " + again.seq(),
                        new Place("alerts.critical", 1, 20) + " from 10, 4",
                        new Place("alerts.info", 0, 5) + " from 5, 2");
    }
}
