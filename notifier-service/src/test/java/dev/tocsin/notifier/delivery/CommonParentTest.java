package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.Routed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hazard B6: a message is a reply only when all its alerts have the same parent. */
class CommonParentTest {
    private static Routed alert(String instance) {
        return Routed.alert("HostDown").label("instance", instance);
    }

    private static RoutedAlert ended(String instance) {
        return alert(instance).seq(2).resolvedAfter(Duration.ofMinutes(5)).told();
    }

    private static RoutedAlert because(Reason reason, String instance) {
        return alert(instance).seq(2).because(reason).told();
    }

    private static Optional<String> of(Map<String, String> parents, RoutedAlert... batch) {
        return CommonParent.of(
                Notification.of(List.of(batch)),
                routed -> Optional.ofNullable(parents.get(routed.alert().label("instance"))));
    }

    private static final Map<String, String> ALL_IN_ONE = Map.of("a", "one", "b", "one");

    @Test
    void alertsThatWereToldTogetherAreAnsweredTogether() {
        assertThat(of(ALL_IN_ONE, ended("a"))).contains("one");
        assertThat(of(ALL_IN_ONE, ended("a"), because(Reason.REPEAT, "b"))).contains("one");
        assertThat(of(ALL_IN_ONE, because(Reason.EXPIRED, "a"))).contains("one");
    }

    @Test
    void alertsOfSeveralMessagesAreNoReply() {
        assertThat(of(Map.of("a", "one", "b", "two"), ended("a"), ended("b"))).isEmpty();
    }

    @Test
    void anAlertWhoseMessageIsNotKnownMakesItNoReply() {
        assertThat(of(Map.of("a", "one"), ended("a"), ended("b"))).isEmpty();
        assertThat(of(Map.of("b", "one"), ended("a"), ended("b"))).isEmpty();
        assertThat(of(Map.of(), ended("a"), ended("b"))).isEmpty();
    }

    @Test
    void whatBeginsToFireIsNoReply() {
        assertThat(of(ALL_IN_ONE, because(Reason.FIRING, "a"))).isEmpty();
        assertThat(of(ALL_IN_ONE, because(Reason.REFIRED, "a"))).isEmpty();
        assertThat(of(ALL_IN_ONE, ended("b"), because(Reason.FIRING, "a"))).isEmpty();
    }

    @Test
    void whatBeganWithinTheMessageIsNoReply() {
        assertThat(of(ALL_IN_ONE, because(Reason.FIRING, "a"), ended("a"))).isEmpty();
        assertThat(of(ALL_IN_ONE, because(Reason.REFIRED, "a"), because(Reason.REPEAT, "a")))
                .isEmpty();
    }
}
