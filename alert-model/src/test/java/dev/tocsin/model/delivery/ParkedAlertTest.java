package dev.tocsin.model.delivery;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.labelled;
import static dev.tocsin.model.Sample.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParkedAlertTest {
    @Test
    void keyNamesTheReceiverTheAlertAndTheTelling() {
        RoutedAlert routed = new RoutedAlert(
                received(labelled("job=foo", "severity=critical")),
                "critical",
                List.of("payments"),
                Group.of(Map.of()),
                1,
                7,
                Reason.FIRING,
                at("10:00"),
                at("10:01"));
        Place place = new Place("alerts.critical", 0, 42);

        assertThat(new ParkedAlert(routed, "payments", place, "refused", at("10:02")).key())
                .isEqualTo("payments|alertmanager|3b15fd163d36582e|7");
    }
}
