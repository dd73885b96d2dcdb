package dev.tocsin.history.replay.run;

import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How Kafka is reached.
 *
 * @param consumer what a consumer is to be told of the cluster
 * @param producer the same for a producer
 * @param admin the same for the admin client
 * @param topics the names there
 * @param patience for how long the cluster may say nothing
 */
public record Cluster(
        Map<String, Object> consumer,
        Map<String, Object> producer,
        Map<String, Object> admin,
        Topics topics,
        Duration patience) {
    /** Copies. */
    public Cluster {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
        admin = Map.copyOf(admin);
    }

    /** A client's properties, under its own name. */
    Map<String, Object> named(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId());
        return config;
    }

    String clientId() {
        return topics.clientId("replay");
    }
}
