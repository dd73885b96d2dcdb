package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.resolved;
import static dev.tocsin.model.Sample.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Sample;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Route;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardA9SettleWindowTest {
    private static final Policy OLD = policy(route("old", List.of()), "old", "new");
    private static final Policy NEW = policy(groupedBy(route("new", List.of()), "team"), "old", "new");

    private final Story story = new Story(OLD);
    private Addresses old = OLD.addresses(Sample.labelled("a=b"));

    @BeforeEach
    void firesAndEnds() {
        story.hears(firing("10:00", "10:00"));
        old = story.state().addresses();
        story.hears(resolved("10:00", "10:05", "10:05"));
        story.reloads(NEW);
    }

    @ParameterizedTest(name = "refires at {0}: moves {1}")
    @CsvSource({"10:05:01, false", "10:14:59.999, false", "10:15, true", "12:00, true"})
    void nextEpisodeMovesOnlyWhenTheLastTellingIsOldEnough(String clock, boolean moves) {
        story.hears(firing(clock, clock));

        assertThat(story.state().episode()).isEqualTo(2);
        assertThat(story.state().addresses())
                .isEqualTo(moves ? NEW.addresses(story.state().alert()) : old);
    }

    @Test
    void episodeThatStayedStaysToItsEnd() {
        story.hears(firing("10:06", "10:06"));
        story.hears(firing("10:06", "10:40"));
        assertThat(story.state().addresses()).isEqualTo(old);

        story.hears(resolved("10:06", "11:00", "11:00"));
        assertThat(story.state().addresses()).isEqualTo(old);

        story.hears(firing("12:00", "12:00"));
        assertThat(story.state().addresses())
                .isEqualTo(NEW.addresses(story.state().alert()));
    }

    @Test
    void settlingGoesByTheRoutersClock() {
        // The end lay in a backlog and was told at 13:00 only.
        Story late = new Story(OLD);
        late.hears(firing("10:00", "10:00"), Sample.at("13:00"));
        late.hears(resolved("10:00", "10:05", "10:05"), Sample.at("13:00"));
        late.reloads(NEW);

        late.hears(firing("11:00", "11:00"), Sample.at("13:00:01"));

        assertThat(late.state().addresses()).isEqualTo(old);
    }

    @Test
    void missedEndMovesUnderTheSameRule() {
        Story missed = new Story(OLD);
        missed.hears(firing("10:00", "10:00"));
        missed.reloads(NEW);

        missed.hears(firing("10:06", "10:06"));
        assertThat(missed.state().addresses()).isEqualTo(old);

        missed.hears(firing("10:16", "10:16"));
        assertThat(missed.state().addresses())
                .isEqualTo(NEW.addresses(missed.state().alert()));
    }

    @Test
    void severityStaysWithinAnEpisode() {
        Route root = Route.standard();
        Story own = new Story(policy(root));
        own.hears(firing("10:00", "10:00"));

        own.hears(firing("10:00", "10:40"));

        assertThat(own.state().addresses().severity()).isEqualTo("critical");
    }
}
