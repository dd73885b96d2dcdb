package dev.tocsin.wire.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
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
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final short replicas;
    private final Answers answers;

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
        this.answers = new Answers(timeout);
    }

    /**
     * Creates what is missing, and waits until the cluster tells of it: brokers hear of a topic a moment after it was
     * created.
     *
     * @throws TopicSetupException when the cluster does not answer in time or refuses
     */
    public List<Finding> ensure(Collection<Topic<?>> topics) {
        List<Finding> findings = check(topics);
        Map<String, Finding> created = new HashMap<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Missing missing && create(missing, topics)) {
                created.put(
                        missing.topic(),
                        new Finding.Created(missing.topic(), missing.partitions(), missing.replicas()));
            }
        }
        for (long rounds = answers.timeout().dividedBy(PAUSE); missing(findings); rounds--) {
            if (rounds < 0) {
                throw new TopicSetupException("Kafka does not know the topics that it created");
            }
            pause();
            findings = check(topics);
        }
        return findings.stream()
                .map(finding -> created.getOrDefault(finding.topic(), finding))
                .toList();
    }

    private static boolean missing(List<Finding> findings) {
        return findings.stream().anyMatch(Finding.Missing.class::isInstance);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted", e);
        }
    }

    /**
     * Says what {@link #ensure} would find.
     *
     * @throws TopicSetupException when the cluster does not answer in time
     */
    public List<Finding> check(Collection<Topic<?>> topics) {
        int count = replicas == AUTOMATIC ? Math.min(WANTED_REPLICAS, brokers()) : replicas;
        List<Finding> findings = new ArrayList<>();
        Map<String, TopicDescription> described = described(topics);
        Map<String, Config> configs = configs(described.keySet());
        for (Topic<?> topic : topics) {
            TopicDescription found = described.get(topic.name());
            Config config = configs.get(topic.name());
            if (found == null || config == null) {
                findings.add(new Finding.Missing(topic.name(), topic.partitions(), count));
            } else {
                findings.addAll(compare(topic, count, found, config));
            }
        }
        return findings;
    }

    /** Whether it was us who created it. */
    private boolean create(Finding.Missing missing, Collection<Topic<?>> topics) {
        Topic<?> topic = topics.stream()
                .filter(candidate -> candidate.name().equals(missing.topic()))
                .findFirst()
                .orElseThrow();
        NewTopic wanted = new NewTopic(topic.name(), missing.partitions(), (short) missing.replicas())
                .configs(config(topic, missing.replicas()));
        try {
            answers.of(admin.createTopics(List.of(wanted)).all());
        } catch (TopicSetupException e) {
            // Another instance was quicker.
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /** What is set and compared: with three replicas a write counts when two of them have it. */
    static Map<String, String> config(Topic<?> topic, int replicas) {
        Map<String, String> config = new TreeMap<>(topic.config());
        if (replicas >= WANTED_REPLICAS) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return config;
    }

    private static List<Finding> compare(Topic<?> topic, int wantedReplicas, TopicDescription found, Config actual) {
        List<Finding> differences = new ArrayList<>();
        int partitions = found.partitions().size();
        if (partitions != topic.partitions()) {
            differences.add(differs(topic, "partitions", topic.partitions(), partitions));
        }
        int replicas = found.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replicas < wantedReplicas) {
            differences.add(differs(topic, "replicas", wantedReplicas, replicas));
        }
        config(topic, replicas).forEach((name, expected) -> {
            ConfigEntry entry = actual.get(name);
            String value = entry == null ? "" : String.valueOf(entry.value());
            if (!value.equals(expected)) {
                differences.add(differs(topic, name, expected, value));
            }
        });
        return differences.isEmpty() ? List.of(new Finding.Good(topic.name())) : differences;
    }

    private static Finding differs(Topic<?> topic, String what, Object expected, Object actual) {
        return new Finding.Differs(topic.name(), what, expected.toString(), actual.toString());
    }

    private int brokers() {
        return Math.max(1, answers.of(admin.describeCluster().nodes()).size());
    }

    private Map<String, TopicDescription> described(Collection<Topic<?>> topics) {
        Map<String, TopicDescription> described = new HashMap<>();
        admin.describeTopics(topics.stream().map(Topic::name).toList())
                .topicNameValues()
                .forEach((name, answer) -> found(answer).ifPresent(found -> described.put(name, found)));
        return described;
    }

    private Map<String, Config> configs(Collection<String> names) {
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values()
                .forEach((resource, answer) -> found(answer).ifPresent(config -> configs.put(resource.name(), config)));
        return configs;
    }

    /** Nothing when there is no such topic, or when the broker that was asked has not heard of it yet. */
    private <T> Optional<T> found(KafkaFuture<T> answer) {
        try {
            return Optional.of(answers.of(answer));
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
