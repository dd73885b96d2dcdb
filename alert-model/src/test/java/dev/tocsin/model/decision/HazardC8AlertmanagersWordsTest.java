package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.labels;
import static dev.tocsin.model.Sample.mute;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.resolved;
import static dev.tocsin.model.Sample.route;
import static dev.tocsin.model.Sample.withoutEnds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Sample;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.Refired;
import dev.tocsin.model.route.Group;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every user of Alertmanager has in the file. */
class HazardC8AlertmanagersWordsTest {
    @Test
    void receiverNullMutesWhatIsRoutedThere() {
        Route tree = route("rocketchat-{severity}", List.of(), route("null", List.of("alertname=\"Watchdog\"")));
        Policy policy = new Policy(Severities.standard(), Set.of(), tree, List.of(mute("null")));
        Decider decider = new Decider(policy, DecisionRules.standard());

        News watchdog = (News) decider.decide(null, incoming("Watchdog"), at("10:00"));
        News real = (News) decider.decide(null, incoming("Real"), at("10:00"));

        assertThat(RoutedAlert.of(watchdog, policy)).isEmpty();
        assertThat(RoutedAlert.of(real, policy).getFirst().receivers()).containsExactly("rocketchat-warning");
    }

    @Test
    void sendResolvedFalseTellsNoEndButTheNextBeginning() {
        Policy policy = policy(withoutEnds(route("a", List.of())), "a");
        Story story = new Story(policy);

        assertThat(RoutedAlert.of((News) story.hears(firing("10:00", "10:00")), policy))
                .hasSize(1);
        assertThat(RoutedAlert.of((News) story.hears(resolved("10:00", "10:05", "10:05")), policy))
                .isEmpty();
        assertThat(RoutedAlert.of((News) story.hears(firing("10:06", "10:06")), policy))
                .hasSize(1);
    }

    @Test
    void resolveTimeoutIsHowAMissedEndIsSeen() {
        assertThat(DecisionRules.standard().missedEnd()).isEqualTo(Duration.ofMinutes(5));
        Story story = new Story();
        story.hears(firing("10:00", "10:00"));

        assertThat(story.hears(firing("10:05:01", "10:05:01"))).isInstanceOf(Refired.class);
    }

    @Test
    void threeDotsGroupByEveryLabel() {
        Route root = groupedBy(Route.standard(), "...");

        assertThat(root.groupOf(incoming("A").received().alert()))
                .isEqualTo(Group.of(labels("alertname=A", "job=x")))
                .hasToString("{alertname=\"A\", job=\"x\"}");
    }

    private static Incoming incoming(String name) {
        return new Incoming(Sample.received(Sample.labelled("alertname=" + name, "job=x")), at("10:00"));
    }
}
