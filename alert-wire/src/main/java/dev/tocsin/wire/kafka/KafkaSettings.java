package dev.tocsin.wire.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where Kafka is and what the operator wants its clients to do. What Tocsin's guarantees rest on is not in here: each
 * client sets that itself.
 *
 * @param bootstrapServers one or more {@code host:port}, separated by commas
 * @param properties by Kafka's names, without the bootstrap servers
 * @param leftAlone names of the environment that begin with {@code KAFKA_} and mean no client: worth one line in the
 *     log; sorted
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties, List<String> leftAlone) {
    /** What the names of known client properties begin with, and those of others, such as {@code KAFKA_OPTS}. */
    public static final String PREFIX = "KAFKA_";

    /** What the names begin with that pass any property: none of them is unknown. */
    public static final String OWN_PREFIX = "TOCSIN_KAFKA_";

    /** The setting that every service needs. */
    public static final String BOOTSTRAP_SERVERS = PREFIX + "BOOTSTRAP_SERVERS";

    /** Copies the maps. */
    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is blank");
        }
        properties = Map.copyOf(properties);
        leftAlone = List.copyOf(leftAlone);
    }

    /** What came of reading. */
    public sealed interface Read {
        /**
         * The environment is good.
         *
         * @param settings what it says
         */
        record Good(KafkaSettings settings) implements Read {}

        /**
         * The environment can't be used.
         *
         * @param problems all of them, a sentence each that names the setting and never its value
         */
        record Bad(List<String> problems) implements Read {
            /** Copies the list. */
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads the environment; secrets given as {@code …_FILE} are read from their files. */
    public static Read read(Map<String, String> environment) {
        return new EnvironmentReader().read(environment);
    }

    /** A Kafka that needs no further settings, such as the embedded one. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of(), List.of());
    }

    /** What a producer understands. */
    public Map<String, Object> forProducer() {
        return understood(ClientProperties::isForProducer);
    }

    /** What a consumer understands. */
    public Map<String, Object> forConsumer() {
        return understood(ClientProperties::isForConsumer);
    }

    /** What an admin client understands. */
    public Map<String, Object> forAdmin() {
        return understood(ClientProperties::isForAdmin);
    }

    /** Everything: Kafka Streams hands to each of its clients what that one understands. */
    public Map<String, Object> forStreams() {
        return understood(name -> true);
    }

    /** A client that gets a property of another one warns of it; one that nobody knows may belong to a plug-in. */
    private Map<String, Object> understood(Predicate<String> client) {
        Map<String, Object> understood = new HashMap<>();
        properties.forEach((name, value) -> {
            if (client.test(name) || !ClientProperties.isKnown(name)) {
                understood.put(name, value);
            }
        });
        understood.put(ClientProperties.BOOTSTRAP_SERVERS, bootstrapServers);
        return understood;
    }

    /** Without secrets, and without values of which nobody knows whether they are. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll((name, value) -> ClientProperties.isHarmless(name) ? value : "***");
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", properties=" + shown + "]";
    }
}
