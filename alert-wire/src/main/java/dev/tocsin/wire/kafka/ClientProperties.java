package dev.tocsin.wire.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** What Kafka's own definitions, and Tocsin's guarantees, say about a property. */
final class ClientProperties {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private static final Map<String, ConfigKey> PRODUCER =
            ProducerConfig.configDef().configKeys();
    private static final Map<String, ConfigKey> CONSUMER =
            ConsumerConfig.configDef().configKeys();
    private static final Map<String, ConfigKey> ADMIN =
            AdminClientConfig.configDef().configKeys();
    private static final Map<String, ConfigKey> ALL = all();

    /** Their values are what the guarantees of docs and architecture rest on, so only the code sets them. */
    private static final Set<String> GUARDED = Set.of(
            "acks",
            "allow.auto.create.topics",
            "application.id",
            "auto.commit.interval.ms",
            "auto.offset.reset",
            "bootstrap.controllers",
            "client.id",
            "default.deserialization.exception.handler",
            "default.production.exception.handler",
            "deserialization.exception.handler",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "group.remote.assignor",
            "interceptor.classes",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.in.flight.requests.per.connection",
            "partition.assignment.strategy",
            "partitioner.class",
            "partitioner.ignore.keys",
            "processing.exception.handler",
            "processing.guarantee",
            "production.exception.handler",
            "retries",
            "transaction.two.phase.commit.enable",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    /** Kafka Streams takes a client's property behind one of these. */
    private static final Pattern OF_A_CLIENT =
            Pattern.compile("^(producer|(main\\.|restore\\.|global\\.)?consumer|admin)\\.");

    private ClientProperties() {}

    private static Map<String, ConfigKey> all() {
        Map<String, ConfigKey> all = new HashMap<>(ADMIN);
        all.putAll(CONSUMER);
        all.putAll(PRODUCER);
        return Map.copyOf(all);
    }

    static boolean isForProducer(String name) {
        return PRODUCER.containsKey(name);
    }

    static boolean isForConsumer(String name) {
        return CONSUMER.containsKey(name);
    }

    static boolean isForAdmin(String name) {
        return ADMIN.containsKey(name);
    }

    static boolean isKnown(String name) {
        return ALL.containsKey(name);
    }

    static boolean isGuarded(String name) {
        return GUARDED.contains(OF_A_CLIENT.matcher(name).replaceFirst(""));
    }

    static boolean isSecret(String name) {
        ConfigKey key = ALL.get(OF_A_CLIENT.matcher(name).replaceFirst(""));
        return key != null && key.type == ConfigDef.Type.PASSWORD;
    }

    /** Whether the value may be shown. */
    static boolean isHarmless(String name) {
        return isKnown(name) && !isSecret(name);
    }

    /** What Kafka expects, when this is not it. Classes and lists are left to the client, which loads them. */
    static Optional<String> expectedInsteadOf(String value, String name) {
        ConfigKey key = ALL.get(name);
        if (key == null || key.type == ConfigDef.Type.CLASS || key.type == ConfigDef.Type.LIST) {
            return Optional.empty();
        }
        try {
            Object parsed = ConfigDef.parseType(name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException e) {
            // Not the message: it repeats the value.
            String range = key.validator == null ? "" : " " + key.validator;
            return Optional.of(key.type.name().toLowerCase(Locale.ROOT) + range);
        }
    }
}
