package dev.tocsin.history.replay.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriedTest {
    private static final Past FIRED = new Past(Reason.FIRING, Tellings.NOON, true);

    private static RoutedAlert asItWas(Past... history) {
        Replay replay = new Replay(
                "night",
                List.of(history),
                0,
                new Present(Present.State.ENDED, Tellings.NOON, 2, Tellings.NOON),
                List.of(new Stretch("alerts.critical", 0, 3, 3, 1)),
                List.of());
        RoutedAlert routed = Tellings.firing("web", "critical", "ops").again("ops", replay, Tellings.NOON);
        ParkedAlert parked =
                new ParkedAlert(routed, "ops", new Place("alerts.critical", 0, 9), "400 no", Tellings.NOON);
        assertThat(Retried.asItWas(parked).place()).isEqualTo(new Place("alerts.critical", 0, 3));
        return Retried.asItWas(parked).routed();
    }

    @Test
    void whatAReplayCouldNotTellIsWhatWasMissedLast() {
        RoutedAlert told = asItWas(FIRED, new Past(Reason.RESOLVED, Tellings.NOON.plusSeconds(300), false));
        assertThat(told.reason()).isEqualTo(Reason.FIRING);
        assertThat(told.routedAt()).isEqualTo(Tellings.NOON);
    }

    @Test
    void ofWhatWasToldAndIsToldAgainItIsTheLast() {
        RoutedAlert told = asItWas(
                new Past(Reason.FIRING, Tellings.NOON, false),
                new Past(Reason.RESOLVED, Tellings.NOON.plusSeconds(300), false));
        assertThat(told.reason()).isEqualTo(Reason.RESOLVED);
    }
}
