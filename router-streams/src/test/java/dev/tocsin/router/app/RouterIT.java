package dev.tocsin.router.app;

import static dev.tocsin.router.app.RouterLab.firing;
import static dev.tocsin.router.app.RouterLab.get;
import static dev.tocsin.router.app.RouterLab.ready;
import static dev.tocsin.router.app.RouterLab.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.router.app.RouterLab.Reader;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router on a real broker. */
class RouterIT {
    private static final Logger LOG = LoggerFactory.getLogger(RouterIT.class);
    private static EmbeddedKafka kafka;

    @TempDir
    Path stateDir;

    private RouterLab lab;

    @BeforeAll
    static void startKafka(@TempDir Path data) {
        kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(data));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        lab = new RouterLab(kafka.bootstrapServers(), name.substring(0, Math.min(20, name.length())) + ".");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void routes() {
        RouterApp app = ready(lab.router(stateDir));
        Reader critical = lab.reader(lab.topics.severity("critical"));
        Alert alert = firing("Disk", "page");
        lab.send(alert);
        lab.send(alert);
        lab.send(resolved(alert));

        assertThat(critical.routed(2)).extracting(RoutedAlert::reason).containsExactly(Reason.FIRING, Reason.RESOLVED);
        assertThat(Headers.addressedTo(critical.await(2).getFirst().headers(), "rocketchat-critical"))
                .isTrue();
        assertThat(lab.reader(lab.topics.state()).await(3)).hasSize(3);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(get(app, "/metrics"))
                        .containsPattern("tocsin_router_records_total\\{partition=\"\\d\",result=\"news\"} 2.0")
                        .containsPattern(
                                "tocsin_router_routed_total\\{partition=\"\\d\",receiver=\"rocketchat-critical\"} 2.0")
                        .contains("tocsin_router_oldest_unrouted_seconds 0.0"));
        assertThat(get(app, "/-/ready")).contains("\"ready\"");
    }

    @Test
    void keepsItsStateByTheBrokersClockAndWithRoomForTheLargestRecord() throws Exception {
        ready(lab.router(stateDir));
        String changelog = lab.topics.routerApplication() + "-alerts-changelog";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, changelog);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(Integer.parseInt(config.get("max.message.bytes").value()))
                    .isGreaterThan(Topics.MAX_RECORD_BYTES);
        }
    }

    /** hazards.md A5 and M3. */
    @Test
    void goesOnAfterRecordsThatAreTooLarge() {
        RouterApp app = ready(lab.router(stateDir));
        Reader rejected = lab.reader(lab.topics.rejected());
        // It fits as it came, but not with its group, which stands in the key and in the value.
        lab.send(firing("Disk".repeat(100), "info", "x".repeat(Topics.MAX_RECORD_BYTES - 1_200)));
        lab.send(firing("Disk", "info", "x".repeat(3 << 20)));
        lab.send(firing("Disk", "info", "x".repeat(5 << 20)));
        lab.send(firing("Disk", "info", "x".repeat(Topics.MAX_RECORD_BYTES - 2_000)));

        assertThat(lab.reader(lab.topics.severity("info")).routed(1)).hasSize(1);
        assertThat(rejected.await(3))
                .extracting(
                        record -> Headers.text(record.headers(), Headers.REASON).orElse(""))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("too large"),
                        second -> assertThat(second).startsWith("cut, too large"),
                        third -> assertThat(third).contains("not a received alert"));
        assertThat(app.check()).isEqualTo(CheckResult.ok());
    }

    @Test
    void goesOnAfterARestart() {
        Alert alert = firing("Disk", "critical");
        RouterApp first = ready(lab.router(stateDir));
        Reader critical = lab.reader(lab.topics.severity("critical"));
        lab.send(alert);
        critical.routed(1);
        first.close();
        lab.send(alert);

        RouterApp second = ready(lab.router(stateDir));
        lab.send(resolved(alert));

        assertThat(critical.routed(2)).extracting(RoutedAlert::reason).containsExactly(Reason.FIRING, Reason.RESOLVED);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(get(second, "/metrics"))
                        .containsPattern("tocsin_router_records_total\\{partition=\"\\d\",result=\"received\"} 3.0"));
    }

    @Test
    void isNotBehindAfterARestartWithoutTraffic() {
        RouterApp first = ready(lab.router(stateDir));
        lab.send(firing("Disk", "critical"));
        lab.reader(lab.topics.severity("critical")).routed(1);
        first.close();

        RouterApp second = ready(lab.router(stateDir));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .during(Duration.ofSeconds(3))
                .until(() -> get(second, "/metrics").contains("tocsin_router_oldest_unrouted_seconds 0.0"));
    }

    @Test
    void handsOverAtOnceWhenItIsClosed(@TempDir Path otherDir) {
        RouterApp first = ready(lab.router(stateDir));
        RouterApp second = ready(lab.router(otherDir));
        ready(first);
        Reader info = lab.reader(lab.topics.severity("info"));

        Instant closed = Instant.now();
        first.close();
        Duration closing = Duration.between(closed, Instant.now());
        for (int i = 0; i < 30; i++) {
            var _ = lab.producer.send(lab.record(firing("Disk" + i, "info")));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInSameThread()
                .until(() -> info.poll().size() == 30);

        LOG.info("closed in {}, all routed by the other {} after", closing, Duration.between(closed, Instant.now()));
        assertThat(closing).isLessThan(Duration.ofSeconds(4));
        ready(second);
    }

    @Test
    void createsTheTopicOfANewSeverityBeforeItRoutesThere() {
        RouterApp app = ready(lab.router(stateDir));

        Severity security = new Severity("security", Set.of(), Duration.ZERO, Duration.ofHours(1));
        Policy next = new Policy(new Severities(List.of(security), security), Set.of(), Route.standard(), List.of());
        assertThat(app.reload(next)).isEqualTo(CheckResult.ok());
        lab.send(firing("Login", "security"));

        assertThat(lab.reader(lab.topics.severity("security")).routed(1)).hasSize(1);
    }

    @Test
    void saysWhoseStateFolderItCannotHave() {
        ready(lab.router(stateDir));
        RouterApp second = lab.router(stateDir);

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(second.check().toString()).contains("in use by another router"));
        assertThat(get(second, "/-/ready")).contains("TOCSIN_ROUTER_STATE_DIR");
    }

    @Test
    void waitsForKafkaAndStopsWhileItWaits() {
        try (RouterLab nowhere = new RouterLab("127.0.0.1:1", "")) {
            RouterApp app = nowhere.router(stateDir);
            assertThat(get(app, "/-/ready")).contains("waiting for Kafka");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(app.check().toString()).contains("did not answer"));

            Instant closing = Instant.now();
            app.close();
            assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void saysThatKafkaWentAwayAndStopsAllTheSame(@TempDir Path otherData) {
        EmbeddedKafka leaving = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(otherData));
        try (RouterLab there = new RouterLab(leaving.bootstrapServers(), "")) {
            RouterApp app = ready(there.router(stateDir));
            leaving.close();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(app.check()).isEqualTo(CheckResult.failed("Kafka does not answer")));

            Instant closing = Instant.now();
            app.close();
            assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void tellsQuickly() {
        ready(lab.router(stateDir));
        Reader critical = lab.reader(lab.topics.severity("critical"));
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("router.samples", 40); i++) {
            long sent = System.nanoTime();
            lab.send(firing("Disk" + i, "critical"));
            critical.await(i + 1);
            millis.add((System.nanoTime() - sent) / 1_000_000);
            critical.await(i + 1);
        }
        millis.sort(null);
        LOG.info("sent to committed: p50 {} ms, p99 {} ms", at(millis, 0.5), at(millis, 0.99));
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
