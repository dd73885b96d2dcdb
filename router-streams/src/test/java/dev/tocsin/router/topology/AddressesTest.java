package dev.tocsin.router.topology;

import static dev.tocsin.router.topology.Alerts.firing;
import static dev.tocsin.router.topology.Alerts.resolved;
import static dev.tocsin.router.topology.RouterBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.model.route.Transport;
import dev.tocsin.router.store.Count;
import dev.tocsin.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of what, and through which topic. */
class AddressesTest {
    private static final Alert FIRING = firing("critical", START);
    private static final Alert ENDED = resolved(FIRING, START.plusSeconds(60));
    private static final Transport HOOK =
            new Transport.RocketChatWebhook(new Credential.Inline("https://chat.invalid/hook"));

    @TempDir
    Path stateDir;

    private static Receiver receiver(String name) {
        return new Receiver(name, Optional.of(HOOK));
    }

    private static Route to(String receiver, List<String> groupBy, boolean sendResolved) {
        return new Route(List.of(), receiver, groupBy, sendResolved, true, List.of());
    }

    private static Policy policy(List<Receiver> receivers, Route... routes) {
        Route root = new Route(List.of(), routes[0].receiver(), List.of("alertname"), true, false, List.of(routes));
        return new Policy(Severities.standard(), Set.of(), root, receivers);
    }

    @Test
    void writesOneRecordForReceiversThatShareAGroup() {
        Policy policy = policy(
                List.of(receiver("a"), receiver("b")),
                to("a", List.of("alertname"), true),
                to("b", List.of("alertname"), true));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            assertThat(bench.hear(FIRING).toldOne().receivers()).containsExactly("a", "b");
            assertThat(bench.counts().routedTo("a")).isEqualTo(1);
            assertThat(bench.counts().routedTo("b")).isEqualTo(1);
            assertThat(bench.counts().of(Count.NEWS)).isEqualTo(1);
        }
    }

    /** hazards.md B4. */
    @Test
    void writesOneRecordForEachGroup() {
        Policy policy = policy(
                List.of(receiver("a"), receiver("b")),
                to("a", List.of("alertname"), true),
                to("b", List.of("severity"), true));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            assertThat(bench.hear(FIRING).told())
                    .extracting(told -> told.group() + " " + told.receivers())
                    .containsExactlyInAnyOrder("{alertname=\"Disk\"} [a]", "{severity=\"critical\"} [b]");
            assertThat(bench.counts().of(Count.NEWS)).isEqualTo(1);
        }
    }

    @Test
    void keysByGroupAndSaysInHeadersWhoItIsForAndWhereItCameFrom() {
        try (RouterBench bench = new RouterBench(Policy.standard(), stateDir)) {
            RecordHeaders headers = new RecordHeaders();
            headers.add(Headers.TRACEPARENT, Headers.bytes("00-trace-01"));
            headers.add("other", Headers.bytes("not ours"));
            bench.hear(Alerts.received(FIRING), headers);

            var record = bench.read(bench.topics.severity("critical")).getFirst();
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("{alertname=\"Disk\"}");
            assertThat(Headers.text(record.headers(), Headers.RECEIVERS)).hasValue("rocketchat-critical");
            assertThat(Headers.text(record.headers(), Headers.REQUEST_ID)).hasValue("request-1");
            assertThat(Headers.text(record.headers(), Headers.TRACEPARENT)).hasValue("00-trace-01");
            assertThat(record.headers().toArray()).hasSize(3);
        }
    }

    @Test
    void tellsNoEndToAReceiverThatDoesNotWantIt() {
        Policy policy = policy(
                List.of(receiver("a"), receiver("b")),
                to("a", List.of("alertname"), false),
                to("b", List.of("alertname"), true));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            bench.hear(FIRING).told();
            assertThat(bench.hear(ENDED).toldOne().receivers()).containsExactly("b");
            assertThat(bench.counts().routedTo("a")).isEqualTo(1);
        }
    }

    @Test
    void countsAnEndThatNobodyWantsAsMuted() {
        Policy policy = policy(List.of(receiver("a")), to("a", List.of("alertname"), false));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            bench.hear(FIRING).told();
            assertThat(bench.hear(ENDED).told()).isEmpty();
            assertThat(bench.counts().of(Count.MUTED)).isEqualTo(1);
            assertThat(bench.state(FIRING).orElseThrow().firing()).isFalse();
        }
    }

    @Test
    void countsAnAlertForAReceiverWithoutTransportAsMuted() {
        Policy policy = policy(List.of(new Receiver("null", Optional.empty())), to("null", List.of("alertname"), true));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            assertThat(bench.hear(FIRING).hear(FIRING).hear(ENDED).told()).isEmpty();
            assertThat(bench.counts().of(Count.MUTED)).isEqualTo(2);
            assertThat(bench.counts().of(Count.DUPLICATE)).isEqualTo(1);
            assertThat(bench.counts().balanced()).isTrue();
            assertThat(bench.observer.commits).isZero();
        }
    }

    @Test
    void staysWithTheRouteOfTheEpisode() {
        Policy before = policy(List.of(receiver("a"), receiver("b")), to("a", List.of("alertname"), true));
        Policy after = policy(List.of(receiver("a"), receiver("b")), to("b", List.of("severity"), true));
        try (RouterBench bench = new RouterBench(before, stateDir)) {
            bench.hear(FIRING).told();
            bench.policy(after);

            RoutedAlert end = bench.hear(ENDED).toldOne();
            assertThat(end.receivers()).containsExactly("a");
            assertThat(end.group()).hasToString("{alertname=\"Disk\"}");

            bench.pass(Duration.ofMinutes(15)).hear(firing("critical", START.plusSeconds(840)));
            assertThat(bench.toldOne().receivers()).containsExactly("b");
        }
    }

    /** hazards.md A10. */
    @Test
    void replacesAReceiverThatLeftTheConfiguration() {
        Policy before = policy(List.of(receiver("a")), to("a", List.of("alertname"), true));
        Policy after = policy(List.of(receiver("b")), to("b", List.of("alertname"), true));
        try (RouterBench bench = new RouterBench(before, stateDir)) {
            bench.hear(FIRING).told();
            bench.policy(after);

            assertThat(bench.hear(ENDED).toldOne().receivers()).containsExactly("b");
        }
    }

    @Test
    void tellsAnOldEpisodeInTheTopicOfASeverityThatLeftTheConfiguration() {
        try (RouterBench bench = new RouterBench(withPage(), stateDir)) {
            bench.hear(firing("page", START)).told();
            bench.policy(Policy.standard());

            RoutedAlert end = bench.hear(resolved(firing("page", START), START.plusSeconds(60)))
                    .toldOne();
            assertThat(end.severity()).isEqualTo("page");
            assertThat(end.reason()).isEqualTo(Reason.RESOLVED);
        }
    }

    /** hazards.md A10: a topic that is missing would stop the router after a minute. */
    @Test
    void tellsAnOldEpisodeInThePresentSeverityWhenItsTopicIsGone() {
        try (RouterBench bench = new RouterBench(withPage(), stateDir)) {
            Alert page = firing("page", START);
            bench.hear(page).told();
            bench.onlyTopicsOf(Policy.standard());

            RoutedAlert end = bench.hear(resolved(page, START.plusSeconds(60))).toldOne();
            assertThat(end.severity()).isEqualTo("critical");
            assertThat(bench.state(page).orElseThrow().addresses().severity()).isEqualTo("critical");
        }
    }

    @Test
    void routesByMatchers() {
        Route payments =
                new Route(List.of(Matcher.parse("team=\"payments\"")), "a", List.of("..."), true, false, List.of());
        Policy policy = new Policy(
                Severities.standard(),
                Set.of(),
                new Route(List.of(), "rocketchat-{severity}", List.of(), true, false, List.of(payments)),
                List.of(receiver("a")));
        try (RouterBench bench = new RouterBench(policy, stateDir)) {
            var labels = Alerts.with(Alerts.labels("Disk", "info"), "team", "payments");
            assertThat(bench.hear(firing(labels, java.util.Map.of(), START)).toldOne())
                    .extracting(
                            RoutedAlert::receivers,
                            told -> told.group().labels().size())
                    .containsExactly(List.of("a"), 3);
            assertThat(bench.hear(firing("info", START)).toldOne().receivers()).containsExactly("rocketchat-info");
        }
    }

    private static Policy withPage() {
        Severity page = new Severity("page", Set.of(), Duration.ZERO, Duration.ofMinutes(30));
        Severity warning = new Severity("warning", Set.of(), Duration.ZERO, Duration.ofMinutes(30));
        return new Policy(
                new Severities(List.of(page, warning), warning),
                Set.of(),
                new Route(List.of(), "a", List.of("alertname"), true, false, List.of()),
                List.of(receiver("a")));
    }
}
