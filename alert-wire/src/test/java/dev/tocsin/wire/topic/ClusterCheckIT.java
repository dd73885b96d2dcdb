package dev.tocsin.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.wire.topic.ClusterCheck.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCheckIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Map<String, Object> address;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        address = Map.of("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(address);
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ofSeconds(1));
        kafka.close();
    }

    /** The embedded broker is set up as this check wants it; that it is only one is all there is to say. */
    @Test
    void everythingButTheNumberOfBrokersIsGoodInTheEmbeddedKafka() {
        List<Finding> findings = new ClusterCheck(admin, TIMEOUT).check();

        assertThat(findings)
                .filteredOn(finding -> !(finding instanceof Finding.Good))
                .containsExactly(new Finding.Warning(
                        "brokers",
                        "1",
                        "Run three brokers: with one, what is accepted is as safe as that broker's disk."));
        assertThat(findings)
                .contains(
                        new Finding.Good("transaction.version", "2"),
                        new Finding.Good("offsets.retention.minutes", "43200"),
                        new Finding.Good("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                        new Finding.Good("group.min.session.timeout.ms", "6000"),
                        new Finding.Good("auto.create.topics.enable", "false"),
                        new Finding.Good("message.max.bytes", "2097152"));
    }

    @Test
    void settingThatWasChangedIsAWarning() throws Exception {
        ConfigResource everyBroker = new ConfigResource(ConfigResource.Type.BROKER, "");
        alter(everyBroker, new AlterConfigOp(new ConfigEntry("message.max.bytes", "500000"), OpType.SET));
        try {
            assertSaid(new Finding.Warning(
                    "message.max.bytes",
                    "500000",
                    "Set message.max.bytes to 1048576 or more: a topic without a limit of its own takes 500000 bytes,"
                            + " and a larger routed alert stops the router."));
        } finally {
            alter(everyBroker, new AlterConfigOp(new ConfigEntry("message.max.bytes", ""), OpType.DELETE));
            assertSaid(new Finding.Good("message.max.bytes", "2097152"));
        }
    }

    /** A broker hears of a change a moment later. */
    private static void assertSaid(Finding finding) {
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(new ClusterCheck(admin, TIMEOUT).check()).contains(finding));
    }

    private static void alter(ConfigResource resource, AlterConfigOp change) throws Exception {
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    @Test
    void settingsThatMayNotBeSeenAreSaidOneByOne() {
        try (Admin forbidden = new Forbidden()) {
            List<Finding> findings = new ClusterCheck(forbidden, TIMEOUT).check();

            assertThat(findings).hasSize(2 + ClusterNeeds.settings(1).size());
            assertThat(findings.subList(2, findings.size()))
                    .allSatisfy(finding -> assertThat(finding).isInstanceOf(Finding.Unseen.class));
            assertThat(findings)
                    .contains(new Finding.Unseen(
                            "offsets.retention.minutes",
                            "offsets.retention.minutes can't be seen (Kafka refused: not for you);"
                                    + " it should be 43200 or more."));
        }
    }

    /** A client without the right to see the brokers' settings. */
    private static final class Forbidden extends ForwardingAdmin {
        Forbidden() {
            super(address);
        }

        @Override
        public DescribeConfigsResult describeConfigs(
                Collection<ConfigResource> resources, DescribeConfigsOptions options) {
            return new Refused(resources.stream().collect(Collectors.toMap(Function.identity(), _ -> refused())));
        }

        private static KafkaFuture<Config> refused() {
            KafkaFutureImpl<Config> future = new KafkaFutureImpl<>();
            future.completeExceptionally(new ClusterAuthorizationException("not for you"));
            return future;
        }
    }

    private static final class Refused extends DescribeConfigsResult {
        Refused(Map<ConfigResource, KafkaFuture<Config>> answers) {
            super(answers);
        }
    }
}
