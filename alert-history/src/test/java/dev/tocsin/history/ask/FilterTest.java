package dev.tocsin.history.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.Tellings;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Matcher;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterTest {
    private final RoutedAlert routed = Tellings.firing("db-1", "critical", "ops", "payments");

    private static Filter matching(String... matchers) {
        return new Filter(
                Set.of(),
                Set.of(),
                List.of(matchers).stream().map(Matcher::parse).toList());
    }

    @Test
    void withoutConditionsItWantsEverything() {
        assertThat(Filter.all().wants("ops", routed)).isTrue();
    }

    @Test
    void aReceiverIsTheOneThatIsTold() {
        Filter ops = new Filter(Set.of("ops", "other"), Set.of(), List.of());
        assertThat(ops.wants("ops", routed)).isTrue();
        assertThat(ops.wants("payments", routed)).isFalse();
    }

    @Test
    void aSeverityIsTheAlerts() {
        assertThat(new Filter(Set.of(), Set.of("critical"), List.of()).wants("ops", routed))
                .isTrue();
        assertThat(new Filter(Set.of(), Set.of("info", "warning"), List.of()).wants("ops", routed))
                .isFalse();
    }

    @Test
    void ofMatchersAllMustHold() {
        assertThat(matching("instance=~\"db-.*\"", "alertname=HostDown").wants("ops", routed))
                .isTrue();
        assertThat(matching("instance=~\"db-.*\"", "alertname!=HostDown").wants("ops", routed))
                .isFalse();
        assertThat(matching("team=\"\"").wants("ops", routed))
                .as("a label that is missing is empty")
                .isTrue();
    }
}
