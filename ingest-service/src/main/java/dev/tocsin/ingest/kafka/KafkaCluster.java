package dev.tocsin.ingest.kafka;

import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.TopicSetup.Finding;
import dev.tocsin.wire.topic.TopicSetupException;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster by way of an admin client, which is made when first needed: an unknown host is no reason not to start. */
final class KafkaCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCluster.class);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final Map<String, Object> config;
    private final Topic<?> topic;
    private final short replicas;
    private @Nullable Admin admin;
    private boolean ensured;

    KafkaCluster(KafkaSettings kafka, Topics topics, short replicas) {
        this.topic = topics.received();
        this.replicas = replicas;
        this.config = new HashMap<>(kafka.forAdmin());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, topics.clientId("ingest.admin"));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    }

    @Override
    public void probe() {
        Admin client = admin;
        if (client == null) {
            client = Admin.create(config);
            admin = client;
        }
        if (!ensured) {
            new TopicSetup(client, replicas, ANSWER).ensure(List.of(topic)).forEach(KafkaCluster::tell);
            ensured = true;
        }
        describe(client);
    }

    private void describe(Admin client) {
        try {
            Collection<TopicDescription> described = client.describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .values();
            // With some leaders left their alerts still pass; the others fail by themselves.
            if (described.stream()
                    .flatMap(found -> found.partitions().stream())
                    .allMatch(partition -> partition.leader() == null)) {
                throw new IllegalStateException("no partition of " + topic.name() + " has a leader");
            }
        } catch (ExecutionException e) {
            ensured = ensured && !(e.getCause() instanceof UnknownTopicOrPartitionException);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("Kafka refused: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TopicSetupException("Kafka did not answer within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void tell(Finding finding) {
        switch (finding) {
            case Finding.Created(String name, int partitions, int replicas) ->
                LOG.atInfo()
                        .addKeyValue("topic", name)
                        .addKeyValue("partitions", partitions)
                        .addKeyValue("replicas", replicas)
                        .log("Created the topic");
            case Finding.Differs(String name, String what, String expected, String actual) ->
                LOG.atWarn()
                        .addKeyValue("topic", name)
                        .addKeyValue("what", what)
                        .addKeyValue("expected", expected)
                        .addKeyValue("actual", actual)
                        .log("The topic is not as Tocsin needs it");
            case Finding.Good _, Finding.Missing _ -> {}
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
