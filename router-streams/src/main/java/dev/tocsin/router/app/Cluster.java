package dev.tocsin.router.app;

import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severity;
import dev.tocsin.router.topology.Routing;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.TopicSetup.Finding;
import dev.tocsin.wire.topic.TopicSetupException;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to the topics before anything is written to them: one that is missing would stop the router. */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RouterConfig config;
    private final Topics topics;

    Cluster(RouterConfig config) {
        this.config = config;
        this.topics = config.topics();
    }

    /**
     * What the cluster has for this router.
     *
     * @param routing the policy, with every severity that has a topic, of an earlier policy too
     * @param replicas how many copies of a topic there are
     */
    record Ready(Routing routing, int replicas) {}

    /**
     * Creates the topics that this policy needs.
     *
     * @throws TopicSetupException when the cluster does not answer in time or refuses
     */
    Ready prepare(Policy policy) {
        Admin admin = connect("router.setup");
        try {
            new TopicSetup(admin, config.replicas(), TIMEOUT)
                    .ensure(topics.all(policy.severities()))
                    .forEach(Cluster::tell);
            Set<String> severities = new HashSet<>();
            policy.severities().ordered().stream().map(Severity::name).forEach(severities::add);
            answer(admin.listTopics().names()).stream()
                    .map(topics::severityOf)
                    .flatMap(Optional::stream)
                    .forEach(severities::add);
            return new Ready(new Routing(policy, severities), replicas(admin));
        } finally {
            // What it still waits for is of no use any more.
            admin.close(Duration.ZERO);
        }
    }

    /** A look at the offsets, which the caller closes. */
    OffsetWatch watch() {
        return new OffsetWatch(
                connect("router.watch"),
                topics.routerApplication(),
                topics.received().name());
    }

    private Admin connect(String client) {
        Map<String, Object> settings = new HashMap<>(config.kafka().forAdmin());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, topics.clientId(client));
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new TopicSetupException("no connection to Kafka: " + cause.getMessage(), e);
        }
    }

    private int replicas(Admin admin) {
        String name = topics.received().name();
        TopicDescription received =
                answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        return Objects.requireNonNull(received, name)
                .partitions()
                .getFirst()
                .replicas()
                .size();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new TopicSetupException("Kafka refused: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TopicSetupException("Kafka did not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted", e);
        }
    }

    private static void tell(Finding finding) {
        switch (finding) {
            case Finding.Created created ->
                LOG.atInfo()
                        .addKeyValue("topic", created.topic())
                        .addKeyValue("partitions", created.partitions())
                        .addKeyValue("replicas", created.replicas())
                        .log("Created a topic");
            case Finding.Differs differs ->
                LOG.atWarn()
                        .addKeyValue("topic", differs.topic())
                        .addKeyValue("what", differs.what())
                        .addKeyValue("expected", differs.expected())
                        .addKeyValue("actual", differs.actual())
                        .log("A topic differs from what Tocsin needs");
            case Finding.Good good -> {}
            case Finding.Missing missing -> {}
        }
    }
}
