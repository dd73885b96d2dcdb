package dev.tocsin.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private static final List<String> PREFIXES = List.of("", "staging.", "a.b-c_", "x..", "2026", "ALERTS.");
    private static final List<String> SEVERITIES = List.of(
            "critical", "a", "received2", "states", "rejected-", "not-state", "deliveries", "parked", "a".repeat(32));

    @Test
    void everyNameStandsBehindThePrefix() {
        Topics topics = new Topics("staging.");

        assertThat(topics.all(Severities.standard()))
                .extracting(Topic::name)
                .containsExactly(
                        "staging.alerts.received",
                        "staging.alerts.state",
                        "staging.alerts.rejected",
                        "staging.deliveries",
                        "staging.deliveries.parked",
                        "staging.replays",
                        "staging.alerts.critical",
                        "staging.alerts.warning",
                        "staging.alerts.info");
        assertThat(Stream.of(
                        topics.receiverGroups(),
                        topics.receiverGroup("payments"),
                        topics.routerApplication(),
                        topics.clientId("ingest")))
                .containsExactly(
                        "staging.tocsin.receiver.",
                        "staging.tocsin.receiver.payments",
                        "staging.tocsin.router",
                        "staging.tocsin.ingest");
        assertThat(new Topics("").severity("info").name()).isEqualTo("alerts.info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "ü", "a\n", "*", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\u0000"})
    void prefixThatKafkaDoesNotTakeIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(prefix))
                .withMessage("not a topic prefix: " + prefix);
    }

    /** The deliveries of such an installation would be a severity topic of the one without that prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"alerts.", "alerts.x-", "staging.alerts."})
    void prefixThatLooksLikeATopicIsRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Topics(prefix));
    }

    @Test
    void severityTopicsAreExactlyTheTopicsOfSeverities() {
        for (String prefix : PREFIXES) {
            Topics topics = new Topics(prefix);
            for (String severity : SEVERITIES) {
                assertSeverity(topics, topics.severity(severity).name(), severity);
            }
            Stream.of(topics.received(), topics.state(), topics.rejected(), topics.deliveries(), topics.parked())
                    .forEach(topic -> assertNoSeverity(topics, topic.name()));
            for (String rest : List.of("", "a".repeat(33), "Critical", "1", "-a", "a_b", "a.b", "a\n", "received.x")) {
                assertNoSeverity(topics, prefix + "alerts." + rest);
            }
            assertNoSeverity(topics, prefix + "alertsxcritical");
            assertNoSeverity(topics, prefix + topics.routerApplication() + "-alerts-changelog");
        }
    }

    @Test
    void installationsWithOtherPrefixesDoNotSeeEachOther() {
        Severities severities =
                new Severities(SEVERITIES.stream().map(TopicsTest::severity).toList(), severity("a"));
        for (String own : PREFIXES) {
            for (String other : PREFIXES) {
                if (!own.equals(other)) {
                    new Topics(other).all(severities).forEach(topic -> assertNoSeverity(new Topics(own), topic.name()));
                }
            }
        }
    }

    private static Severity severity(String name) {
        return new Severity(name, Set.of(), Duration.ZERO, Duration.ofHours(1));
    }

    private static void assertSeverity(Topics topics, String name, String severity) {
        assertThat(topics.severityTopics().matcher(name).matches()).as(name).isTrue();
        assertThat(topics.severityOf(name)).as(name).contains(severity);
    }

    private static void assertNoSeverity(Topics topics, String name) {
        assertThat(topics.severityTopics().matcher(name).matches()).as(name).isFalse();
        assertThat(topics.severityOf(name)).as(name).isEmpty();
    }

    @Test
    void everyTopicTakesTheBrokersClockAndARecordOfTheLargestSize() {
        assertThat(new Topics("").all(Severities.standard())).allSatisfy(topic -> {
            assertThat(topic.config()).containsEntry("message.timestamp.type", "LogAppendTime");
            assertThat(Integer.parseInt(topic.config().getOrDefault("max.message.bytes", "")))
                    .isGreaterThan(Topics.MAX_RECORD_BYTES);
        });
    }

    @Test
    void onlyTheStateWhatWasParkedAndReplaysAreKeptForEver() {
        Topics topics = new Topics("");

        assertThat(topics.all(Severities.standard()))
                .filteredOn(topic -> "compact".equals(topic.config().get("cleanup.policy")))
                .containsExactly(topics.state(), topics.parked(), topics.replays());
        assertThat(topics.severity("info").config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "2592000000")
                .containsEntry("retention.bytes", "-1");
    }

    @Test
    void withThreeReplicasAWriteCountsWhenTwoHaveIt() {
        assertThat(TopicSetup.config(new Topics("").received(), 3)).containsEntry("min.insync.replicas", "2");
        assertThat(TopicSetup.config(new Topics("").received(), 1)).doesNotContainKey("min.insync.replicas");
    }
}
