package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.reconcile.HeldAlert;
import dev.tocsin.history.reconcile.Unsaid;
import dev.tocsin.history.reconcile.View;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Status;
import dev.tocsin.standalone.AlertmanagerAnswer.Failed;
import dev.tocsin.standalone.AlertmanagerAnswer.Listed;
import dev.tocsin.standalone.AlertmanagerAnswer.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final List<String> CONFIGURED = List.of("tocsin", "tocsin.prod", "mail");

    private static Listed alert(Optional<Unsaid> suppressed, Set<String> receivers, Set<String> muted) {
        Map<String, String> labels = Map.of("alertname", "HostDown");
        return new Listed(
                new Alert(Status.FIRING, Alert.sorted(labels), Alert.sorted(Map.of()), NOON, null, ""),
                Optional.of(Fingerprint.of(labels)),
                suppressed,
                receivers,
                muted);
    }

    private static Listed toldTo(String... receivers) {
        return alert(Optional.empty(), Set.of(receivers), Set.of());
    }

    private static Told told(Listed... alerts) {
        return new Told("http://am:9093", NOON.minus(Duration.ofDays(1)), CONFIGURED, List.of(alerts));
    }

    private static Heard heard(Listed... alerts) {
        return new Heard(List.of(told(alerts)));
    }

    @Test
    void theOnlyReceiverIsTaken() {
        assertThat(heard(toldTo("tocsin"), toldTo("tocsin")).receivers(null)).containsExactly("tocsin");
    }

    @Test
    void ofSeveralReceiversOneHasToBeNamed() {
        assertThatThrownBy(() -> heard(toldTo("tocsin"), toldTo("mail")).receivers(null))
                .isInstanceOf(WrongUsageException.class)
                .hasMessageEndingWith("posts to Tocsin: mail, tocsin");
        assertThatThrownBy(() -> heard(toldTo("tocsin", "mail")).receivers(null))
                .isInstanceOf(WrongUsageException.class);
    }

    @Test
    void aNameOrAnExpressionOfTheWholeNameIsTaken() {
        assertThat(heard().receivers("tocsin")).containsExactly("tocsin");
        assertThat(heard().receivers("tocsin.*")).containsExactly("tocsin", "tocsin.prod");
        assertThatThrownBy(() -> heard().receivers("toc"))
                .isInstanceOf(WrongUsageException.class)
                .hasMessageContaining("it has mail, tocsin, tocsin.prod");
        assertThatThrownBy(() -> heard().receivers("toc("))
                .isInstanceOf(WrongUsageException.class)
                .hasMessageContaining("nor a regular expression");
    }

    @Test
    void withoutAlertsThereIsNothingToChoose() {
        assertThat(heard().receivers(null)).isEmpty();
    }

    @Test
    void whatIsNotToldToTheseReceiversSaysWhy() {
        View view = heard(
                        toldTo("tocsin", "mail"),
                        toldTo("mail"),
                        alert(Optional.of(Unsaid.SILENCED), Set.of("tocsin"), Set.of()),
                        alert(Optional.empty(), Set.of("tocsin", "mail"), Set.of("tocsin")),
                        alert(Optional.empty(), Set.of("tocsin", "mail"), Set.of("mail")))
                .view(Set.of("tocsin"), NOON, GRACE);
        assertThat(view.alerts())
                .extracting(HeldAlert::unsaid)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(Unsaid.ELSEWHERE),
                        Optional.of(Unsaid.SILENCED),
                        Optional.of(Unsaid.MUTED),
                        Optional.empty());
        assertThat(view.whole()).isTrue();
    }

    @Test
    void aPeerThatFailedOrJustStartedLeavesItOpen() {
        Failed silent = new Failed("http://am-2:9093", "no answer");
        assertThat(new Heard(List.of(told(), silent))
                        .view(Set.of(), NOON, GRACE)
                        .whole())
                .isFalse();
        Told young = new Told("http://am-2:9093", NOON.minusSeconds(299), CONFIGURED, List.of());
        assertThat(new Heard(List.of(told(), young)).view(Set.of(), NOON, GRACE).whole())
                .isFalse();
        Told old = new Told("http://am-2:9093", NOON.minusSeconds(300), CONFIGURED, List.of());
        assertThat(new Heard(List.of(told(), old)).view(Set.of(), NOON, GRACE).whole())
                .isTrue();
    }
}
