package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.goingOn;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.resolved;
import static dev.tocsin.model.Sample.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Sample;
import dev.tocsin.model.decision.Decision.RepeatDue;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HazardA10AlertsWithoutAReaderTest {
    private static final Route BOTH = route(
            "oncall",
            List.of(),
            goingOn(route("payments", List.of())),
            goingOn(groupedBy(route("audit", List.of()), "team")));
    private static final Policy WITH_PAYMENTS = policy(BOTH, "oncall", "payments", "audit");

    private static Stream<String> receivers(Story story) {
        return story.state().addresses().receivers().map(To::receiver);
    }

    @Test
    void receiverThatLeftIsReplacedByTheRouteAsOfNow() {
        Story story = new Story(policy(route("payments", List.of()), "oncall", "payments"));
        story.hears(firing("10:00", "10:00"));

        story.reloads(policy(route("oncall", List.of()), "oncall"));
        story.hears(resolved("10:00", "10:05", "10:05"));

        assertThat(receivers(story)).containsExactly("oncall");
    }

    @Test
    void builtInReceiverThatTheTreeNoLongerNamesHasLeftToo() {
        Story story = new Story(Policy.standard());
        story.hears(firing("10:00", "10:00"));
        assertThat(receivers(story)).containsExactly("rocketchat-critical");

        story.reloads(policy(route("oncall", List.of()), "oncall"));
        story.hears(resolved("10:00", "10:05", "10:05"));

        assertThat(receivers(story)).containsExactly("oncall");
    }

    @Test
    void receiversThatStayedKeepTheirGroup() {
        Story story = new Story(WITH_PAYMENTS);
        story.hears(firing("10:00", "10:00"));

        story.reloads(policy(
                groupedBy(route("oncall", List.of(), goingOn(route("audit", List.of()))), "severity"),
                "oncall",
                "audit"));
        story.hears(resolved("10:00", "10:05", "10:05"));

        assertThat(story.state().addresses().byGroup()).hasSize(1);
        assertThat(story.state().addresses().byGroup().getFirst().group()).hasToString("{team=\"payments\"}");
        assertThat(receivers(story)).containsExactly("audit");
    }

    @Test
    void asLongAsAllAreThereNothingMoves() {
        Story story = new Story(WITH_PAYMENTS);
        story.hears(firing("10:00", "10:00"));

        story.reloads(policy(route("oncall", List.of()), "oncall", "payments", "audit"));
        story.hears(firing("10:00", "10:40"));
        assertThat(receivers(story)).containsExactly("payments", "audit");

        story.hears(resolved("10:00", "10:45", "10:45"));
        assertThat(receivers(story)).containsExactly("payments", "audit");
    }

    @Test
    void expiredIsToldToThoseWhoAreThere() {
        Story story = new Story(policy(route("payments", List.of()), "oncall", "payments"));
        story.hears(firing("10:00", "10:00"));

        story.reloads(policy(route("oncall", List.of()), "oncall"));
        Decision.Expired expired = (Decision.Expired) story.waitsUntil(story.dueAt());

        assertThat(expired.next().addresses().receivers().map(To::receiver)).containsExactly("oncall");
    }

    @Test
    void duplicateMovesNobody() {
        Story story = new Story(WITH_PAYMENTS);
        story.hears(firing("10:00", "10:00"));

        story.reloads(policy(route("oncall", List.of()), "oncall"));
        story.hears(firing("10:00", "10:01"));

        assertThat(receivers(story)).containsExactly("payments", "audit");
    }

    @Test
    void episodeOfASeverityThatLeftKeepsItsTopicAndRepeatsLikeTheDefault() {
        Story story = new Story(policy(route("oncall", List.of()), "oncall"));
        story.hears(firing("10:00", "10:00"));

        Severity only = new Severity("warning", Set.of(), Duration.ZERO, Duration.ofHours(1));
        story.reloads(new Policy(
                new Severities(List.of(only), only),
                Set.of(),
                route("oncall", List.of()),
                List.of(Sample.posting("oncall"))));

        assertThat(story.hears(firing("10:00", "10:53:59"))).isInstanceOf(Decision.Duplicate.class);
        assertThat(story.hears(firing("10:00", "10:54"))).isInstanceOf(RepeatDue.class);
        assertThat(story.state().addresses().severity()).isEqualTo("critical");
    }
}
