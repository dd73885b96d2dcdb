package dev.tocsin.wire.topic;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.wire.json.Codec;
import dev.tocsin.wire.json.Codecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Every name of ours in Kafka: topics, consumer groups, the application and client ids, all behind one prefix, so that
 * two installations share a cluster without sharing anything else (hazards.md C1).
 *
 * @param prefix possibly empty
 */
public record Topics(String prefix) {
    /** What one record may weigh behind ingest, in bytes. */
    public static final int MAX_RECORD_BYTES = 1 << 20;

    /** What one alert may weigh on its way in, in bytes. */
    public static final int MAX_ALERT_BYTES = 256 << 10;

    /** How long records stand in the topics that forget by time. */
    public static final Duration RETENTION = Duration.ofDays(30);

    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,40}");
    private static final String ALERTS = "alerts.";

    /** Raw bytes: what could not be read stands there as it came. */
    private static final Codec<byte[]> RAW = new Codec<>() {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }
    };

    /**
     * Refuses a prefix that Kafka does not take in names, and one with {@code alerts.} in it: {@code alerts.deliveries}
     * would be read as a severity topic by an installation without a prefix.
     */
    public Topics {
        if (!PREFIX.matcher(prefix).matches() || prefix.contains(ALERTS)) {
            throw new IllegalArgumentException("not a topic prefix: " + prefix);
        }
    }

    /** {@code alerts.received}: every alert exactly as accepted, keyed by identity. */
    public Topic<ReceivedAlert> received() {
        return new Topic<>(prefix + ALERTS + "received", 6, Codecs.RECEIVED, forgetting());
    }

    /** {@code alerts.<severity>}: what is told, keyed by group. */
    public Topic<RoutedAlert> severity(String severity) {
        return new Topic<>(prefix + ALERTS + severity, 3, Codecs.ROUTED, forgetting());
    }

    /** {@code alerts.state}: the present state of every alert, keyed by identity; a tombstone when forgotten. */
    public Topic<AlertState> state() {
        return new Topic<>(prefix + ALERTS + "state", 6, Codecs.STATE, compacted());
    }

    /** {@code alerts.rejected}: what the router could not decode or forward, as it came; the reason in headers. */
    public Topic<byte[]> rejected() {
        return new Topic<>(prefix + ALERTS + "rejected", 1, RAW, forgetting());
    }

    /** {@code deliveries}: what became of every telling, keyed by identity. */
    public Topic<DeliveryEntry> deliveries() {
        return new Topic<>(prefix + "deliveries", 6, Codecs.DELIVERY, forgetting());
    }

    /** {@code deliveries.parked}: what was given up, until it is retried or discarded. */
    public Topic<ParkedAlert> parked() {
        return new Topic<>(prefix + "deliveries.parked", 3, Codecs.PARKED, compacted());
    }

    /** {@code replays}: what was asked to be told again, keyed by id, and how far that is. Whoever owns it tells. */
    public Topic<ReplayRun> replays() {
        return new Topic<>(prefix + "replays", 1, Codecs.REPLAY_RUN, compacted());
    }

    /** All topics that an installation with these severities has. */
    public List<Topic<?>> all(Severities severities) {
        return Stream.<Topic<?>>concat(
                        Stream.of(received(), state(), rejected(), deliveries(), parked(), replays()),
                        severities.ordered().stream().map(Severity::name).map(this::severity))
                .toList();
    }

    /** The severity whose topic has this name, or nothing for any other topic. */
    public Optional<String> severityOf(String topic) {
        if (!topic.startsWith(prefix + ALERTS)) {
            return Optional.empty();
        }
        return Optional.of(topic.substring(prefix.length() + ALERTS.length())).filter(Severity::isName);
    }

    /** Matches the names of all severity topics, the ones of severities that left the configuration too. */
    public Pattern severityTopics() {
        return Pattern.compile(Pattern.quote(prefix + ALERTS) + "(?!(?:received|state|rejected)$)[a-z][a-z0-9-]{0,31}");
    }

    /** What the names of all receivers' consumer groups begin with. */
    public String receiverGroups() {
        return prefix + "tocsin.receiver.";
    }

    /** The consumer group of a receiver. */
    public String receiverGroup(String receiver) {
        return receiverGroups() + receiver;
    }

    /** The consumer group whose member may tell a replay: one at a time. */
    public String replayGroup() {
        return prefix + "tocsin.replay";
    }

    /** The router's {@code application.id}. */
    public String routerApplication() {
        return prefix + "tocsin.router";
    }

    /** A client id. */
    public String clientId(String client) {
        return prefix + "tocsin." + client;
    }

    private static Map<String, String> forgetting() {
        Map<String, String> config = common();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()));
        // A cluster's own limit by size would forget sooner.
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        return config;
    }

    private static Map<String, String> compacted() {
        Map<String, String> config = common();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return config;
    }

    /** The broker's clock everywhere: a host with a wrong clock can neither write nor move retention (B18). */
    private static Map<String, String> common() {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES + (64 << 10)));
        return config;
    }
}
