package dev.tocsin.wire.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Compares what the brokers are set to with what our promises rest on. Changes nothing. */
public final class ClusterCheck {
    private final Admin admin;
    private final Answers answers;

    /** What was found of one thing. */
    public sealed interface Finding {
        /** What was looked at: the name of a broker's setting, {@code transaction.version} or {@code brokers}. */
        String what();

        /** It is as we need it. */
        record Good(String what, String actual) implements Finding {}

        /** It is not; the sentence says what to change and what hangs on it. */
        record Warning(String what, String actual, String sentence) implements Finding {}

        /** It can't be seen from here; the sentence says why and what it should be. */
        record Unseen(String what, String sentence) implements Finding {}
    }

    /**
     * A check that uses, and does not close, this client.
     *
     * @param timeout of each question to the cluster
     */
    public ClusterCheck(Admin admin, Duration timeout) {
        this.admin = admin;
        this.answers = new Answers(timeout);
    }

    /**
     * Looks at everything, in an order that stays the same.
     *
     * @throws TopicSetupException when the cluster does not answer in time
     */
    public List<Finding> check() {
        Collection<Node> brokers = answers.of(admin.describeCluster().nodes());
        List<Finding> findings = new ArrayList<>();
        findings.add(ClusterNeeds.brokers(brokers.size()));
        findings.add(transactions());
        findings.addAll(settings(brokers));
        return findings;
    }

    private Finding transactions() {
        return switch (seen(admin.describeFeatures().featureMetadata())) {
            case Seen.Value(var features) -> {
                FinalizedVersionRange range = features.finalizedFeatures().get(ClusterNeeds.TRANSACTIONS);
                yield ClusterNeeds.transactions(range == null ? 0 : range.maxVersionLevel());
            }
            case Seen.Hidden(String why) ->
                new Finding.Unseen(
                        ClusterNeeds.TRANSACTIONS,
                        ClusterNeeds.TRANSACTIONS + " can't be seen (" + why + "); it should be 2 or more.");
        };
    }

    private List<Finding> settings(Collection<Node> brokers) {
        Map<String, List<String>> values = new HashMap<>();
        String hidden = "";
        for (KafkaFuture<org.apache.kafka.clients.admin.Config> answer : admin.describeConfigs(brokers.stream()
                        .map(broker -> new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
                        .toList())
                .values()
                .values()) {
            switch (seen(answer)) {
                case Seen.Value(var config) -> config.entries().forEach(entry -> add(entry, values));
                case Seen.Hidden(String why) -> hidden = why;
            }
        }
        String why = hidden.isEmpty() ? "this version of Kafka does not tell it" : hidden;
        return ClusterNeeds.settings(brokers.size()).stream()
                .map(need -> need.compare(values.getOrDefault(need.name(), List.of()), why))
                .toList();
    }

    private static void add(ConfigEntry entry, Map<String, List<String>> values) {
        Optional.ofNullable(entry.value())
                .ifPresent(value -> values.computeIfAbsent(entry.name(), _ -> new ArrayList<>())
                        .add(value));
    }

    private sealed interface Seen<T> {
        record Value<T>(T value) implements Seen<T> {}

        record Hidden<T>(String why) implements Seen<T> {}
    }

    private <T> Seen<T> seen(KafkaFuture<T> answer) {
        try {
            return new Seen.Value<>(answers.of(answer));
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof AuthorizationException || e.getCause() instanceof UnsupportedVersionException) {
                return new Seen.Hidden<>(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
