package dev.tocsin.wire.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and compares those that exist with what we need. Never changes one. */
public final class TopicSetup {
    /** As many replicas as the cluster has brokers, three at most. */
    public static final short AUTOMATIC = -1;

    private static final int WANTED_REPLICAS = 3;

    private final Admin admin;
    private final short replicas;
    private final Duration timeout;

    /** What was found of one topic. */
    public sealed interface Finding {
        /** The topic's name. */
        String topic();

        /** It was not there. */
        record Missing(String topic, int partitions, int replicas) implements Finding {}

        /** It was not there and now is. */
        record Created(String topic, int partitions, int replicas) implements Finding {}

        /** It is there and as we need it. */
        record Good(String topic) implements Finding {}

        /** It is there and differs in one thing, which people have to decide about. */
        record Differs(String topic, String what, String expected, String actual) implements Finding {}
    }

    /**
     * A setup that uses, and does not close, this client.
     *
     * @param replicas of a topic that is created, or {@link #AUTOMATIC}
     * @param timeout of each question to the cluster
     */
    public TopicSetup(Admin admin, short replicas, Duration timeout) {
        this.admin = admin;
        this.replicas = replicas;
        this.timeout = timeout;
    }

    /**
     * Creates what is missing.
     *
     * @throws TopicSetupException when the cluster does not answer in time or refuses
     */
    public List<Finding> ensure(Collection<Topic<?>> topics) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : check(topics)) {
            findings.add(finding instanceof Finding.Missing missing ? create(missing, topics) : finding);
        }
        return findings;
    }

    /**
     * Says what {@link #ensure} would find.
     *
     * @throws TopicSetupException when the cluster does not answer in time
     */
    public List<Finding> check(Collection<Topic<?>> topics) {
        int count = replicas == AUTOMATIC ? Math.min(WANTED_REPLICAS, brokers()) : replicas;
        List<Finding> findings = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues();
        for (Topic<?> topic : topics) {
            Optional<TopicDescription> found = found(Objects.requireNonNull(described.get(topic.name())));
            if (found.isEmpty()) {
                findings.add(new Finding.Missing(topic.name(), topic.partitions(), count));
            } else {
                findings.addAll(compare(topic, found.get()));
            }
        }
        return findings;
    }

    private Finding create(Finding.Missing missing, Collection<Topic<?>> topics) {
        Topic<?> topic = topics.stream()
                .filter(candidate -> candidate.name().equals(missing.topic()))
                .findFirst()
                .orElseThrow();
        Map<String, String> config = new HashMap<>(topic.config());
        if (missing.replicas() >= WANTED_REPLICAS) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        NewTopic wanted = new NewTopic(topic.name(), missing.partitions(), (short) missing.replicas()).configs(config);
        try {
            answer(admin.createTopics(List.of(wanted)).all());
        } catch (TopicSetupException e) {
            // Another instance was quicker.
            if (e.getCause() instanceof TopicExistsException) {
                return new Finding.Good(topic.name());
            }
            throw e;
        }
        return new Finding.Created(topic.name(), missing.partitions(), missing.replicas());
    }

    private List<Finding> compare(Topic<?> topic, TopicDescription found) {
        List<Finding> differences = new ArrayList<>();
        if (found.partitions().size() != topic.partitions()) {
            differences.add(new Finding.Differs(
                    topic.name(),
                    "partitions",
                    Integer.toString(topic.partitions()),
                    Integer.toString(found.partitions().size())));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config actual = answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
        topic.config().forEach((name, expected) -> {
            String value = actual == null || actual.get(name) == null
                    ? ""
                    : String.valueOf(actual.get(name).value());
            if (!value.equals(expected)) {
                differences.add(new Finding.Differs(topic.name(), name, expected, value));
            }
        });
        return differences.isEmpty() ? List.of(new Finding.Good(topic.name())) : differences;
    }

    private int brokers() {
        return Math.max(1, answer(admin.describeCluster().nodes()).size());
    }

    private Optional<TopicDescription> found(KafkaFuture<TopicDescription> described) {
        try {
            return Optional.of(answer(described));
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new TopicSetupException("Kafka refused: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TopicSetupException("Kafka did not answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted", e);
        }
    }
}
