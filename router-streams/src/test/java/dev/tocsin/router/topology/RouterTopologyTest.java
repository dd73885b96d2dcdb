package dev.tocsin.router.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTopologyTest {
    @TempDir
    Path stateDir;

    /** Who changes this changes the names of changelog topics and of folders: state that exists would be lost. */
    @Test
    void hasNamesThatDoNotChange() {
        Routing routing = new Routing(Policy.standard(), RouterBench.names(Policy.standard()));
        String description = RouterTopology.of(
                        new Topics("test."),
                        () -> routing,
                        DecisionRules.standard(),
                        InstantSource.system(),
                        new RecordingObserver())
                .describe()
                .toString()
                // The order of the stores is chance.
                .replaceFirst("stores: \\[[a-z, ]*]", "stores");

        assertThat(description).isEqualToNormalizingWhitespace("""
                Topologies:
                   Sub-topology: 0
                    Source: received (topics: [test.alerts.received])
                      --> router
                    Processor: router (stores)
                      --> rejected, severities, state
                      <-- received
                    Sink: rejected (topic: test.alerts.rejected)
                      <-- router
                    Sink: severities (extractor class: alerts.<severity>)
                      <-- router
                    Sink: state (topic: test.alerts.state)
                      <-- router
                """);
    }

    @Test
    void keepsWhatItRemembersInOneChangelog() {
        try (RouterBench bench = new RouterBench(Policy.standard(), stateDir)) {
            bench.hear(Alerts.firing("critical", RouterBench.START));

            assertThat(bench.changelogs()).containsExactly("router-alerts-changelog");
        }
    }

    @Test
    void makesUpOnceForACommitThatWasAskedForTooSoon() {
        try (RouterBench bench = new RouterBench(Policy.standard(), stateDir)) {
            bench.hear(Alerts.firing("critical", RouterBench.START)).hear(Alerts.firing("warning", RouterBench.START));
            assertThat(bench.observer.commits).isEqualTo(1);

            bench.pass(CommitPacing.DISTANCE);
            assertThat(bench.observer.commits).isEqualTo(2);

            bench.pass(CommitPacing.DISTANCE).pass(Duration.ofSeconds(1));
            assertThat(bench.observer.commits).isEqualTo(2);
        }
    }

    @Test
    void refusesASeverityWithoutATopic() {
        assertThatThrownBy(() -> new Routing(Policy.standard(), Set.of("critical", "info")))
                .hasMessage("the severity warning has no topic");
    }
}
