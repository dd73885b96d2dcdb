package dev.tocsin.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.model.route.Severities;
import dev.tocsin.wire.topic.TopicSetup.Finding;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(folder).withDurability(Durability.PAGE_CACHE));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ofSeconds(1));
        kafka.close();
    }

    @Test
    void createsWhatIsMissingAndFindsItGoodTheSecondTime() {
        List<Topic<?>> topics = topics("created.");

        assertThat(setup().ensure(topics))
                .containsExactlyElementsOf(topics.stream()
                        .<Finding>map(topic -> new Finding.Created(topic.name(), topic.partitions(), 1))
                        .toList());
        assertThat(setup().ensure(topics)).containsExactlyElementsOf(good(topics));
        assertThat(setup().check(topics)).containsExactlyElementsOf(good(topics));
    }

    @Test
    void createsOnlyTheSeverityThatIsNew() {
        Topics topics = new Topics("grown.");
        setup().ensure(List.of(topics.severity("critical")));

        assertThat(setup().ensure(List.of(topics.severity("critical"), topics.severity("page"))))
                .containsExactly(
                        new Finding.Good("grown.alerts.critical"), new Finding.Created("grown.alerts.page", 3, 1));
    }

    @Test
    void checkCreatesNothing() throws Exception {
        List<Topic<?>> topics = topics("dry.");

        assertThat(setup().check(topics))
                .hasSameSizeAs(topics)
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(Finding.Missing.class));
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith("dry."));
    }

    @Test
    void namesEveryDifferenceAndChangesNone() throws Exception {
        Topic<?> topic = new Topics("other.").severity("critical");
        admin.createTopics(List.of(new NewTopic(topic.name(), 1, (short) 1)
                        .configs(Map.of("retention.ms", "60000", "max.message.bytes", "1114112"))))
                .all()
                .get();
        List<Finding> differences = List.of(
                new Finding.Differs(topic.name(), "partitions", "3", "1"),
                new Finding.Differs(topic.name(), "message.timestamp.type", "LogAppendTime", "CreateTime"),
                new Finding.Differs(topic.name(), "retention.ms", "2592000000", "60000"));

        assertThat(setup().ensure(List.of(topic))).isEqualTo(differences);
        assertThat(setup().check(List.of(topic))).isEqualTo(differences);
    }

    @Test
    void saysThatATopicHasFewerReplicasThanWanted() {
        Topic<?> topic = new Topics("single.").received();
        setup().ensure(List.of(topic));

        assertThat(new TopicSetup(admin, (short) 3, TIMEOUT).check(List.of(topic)))
                .containsExactly(new Finding.Differs(topic.name(), "replicas", "3", "1"));
    }

    @Test
    void moreReplicasThanBrokersAreRefusedByKafka() {
        TopicSetup setup = new TopicSetup(admin, (short) 3, TIMEOUT);

        assertThatExceptionOfType(TopicSetupException.class)
                .isThrownBy(() -> setup.ensure(topics("refused.")))
                .withMessageStartingWith("Kafka refused: ")
                .withMessageContaining("replication factor");
    }

    @Test
    void instancesThatStartTogetherDoNotDisturbEachOther() throws Exception {
        List<Topic<?>> topics = topics("together.");
        int instances = 3;
        CyclicBarrier together = new CyclicBarrier(instances);
        List<Future<List<Finding>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
            for (int i = 0; i < instances; i++) {
                running.add(threads.submit(() -> {
                    together.await();
                    return setup().ensure(topics);
                }));
            }
        }
        List<Finding> found = new ArrayList<>();
        for (Future<List<Finding>> one : running) {
            found.addAll(one.get());
        }

        assertThat(found).hasSize(instances * topics.size());
        assertThat(found)
                .filteredOn(Finding.Created.class::isInstance)
                .extracting(Finding::topic)
                .containsExactlyInAnyOrderElementsOf(
                        topics.stream().map(Topic::name).toList());
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding).isInstanceOfAny(Finding.Created.class, Finding.Good.class));
        assertThat(setup().check(topics)).containsExactlyElementsOf(good(topics));
    }

    @Test
    void clusterThatIsAwayIsSaidInTime() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertAway(port, Map.of(), "Kafka did not answer within 1000 ms");
        assertAway(port, Map.of("default.api.timeout.ms", 300, "request.timeout.ms", 300), "Kafka did not answer: ");
    }

    private static void assertAway(int port, Map<String, Object> more, String sentence) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", "127.0.0.1:" + port);
        Instant before = Instant.now();
        Admin nobody = Admin.create(config);
        try {
            TopicSetup setup = new TopicSetup(nobody, TopicSetup.AUTOMATIC, Duration.ofSeconds(1));
            assertThatExceptionOfType(TopicSetupException.class)
                    .isThrownBy(() -> setup.ensure(topics("away.")))
                    .withMessageStartingWith(sentence);
            assertThatExceptionOfType(TopicSetupException.class)
                    .isThrownBy(() -> new ClusterCheck(nobody, Duration.ofSeconds(1)).check())
                    .withMessageStartingWith(sentence);
        } finally {
            nobody.close(Duration.ZERO);
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    private static TopicSetup setup() {
        return new TopicSetup(admin, TopicSetup.AUTOMATIC, TIMEOUT);
    }

    private static List<Topic<?>> topics(String prefix) {
        return new Topics(prefix).all(Severities.standard());
    }

    private static List<Finding> good(List<Topic<?>> topics) {
        return topics.stream()
                .<Finding>map(topic -> new Finding.Good(topic.name()))
                .toList();
    }
}
