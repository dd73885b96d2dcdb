package dev.tocsin.embedded;

import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node that is alone, small and quick to come back. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(EmbeddedKafkaConfig config, Ports ports) {
        Map<String, String> settings = new HashMap<>(node(config.host(), ports));
        settings.put("log.dirs", config.dataDir().toString());
        settings.putAll(internalTopics());
        settings.putAll(timing());
        settings.put("auto.create.topics.enable", "false");
        // A record of 1 MiB and its batch, key and headers.
        settings.put("message.max.bytes", "2097152");
        // The default of 128 MB is a third of a small heap.
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        // A controller with nothing to say writes a record all the same, for observers that a single node has not.
        settings.put("metadata.max.idle.interval.ms", "5000");
        if (config.durability() == Durability.SYNC) {
            settings.put("log.flush.interval.messages", "1");
            // Whenever an index has a new entry it is synced as well. Who reads on after an offset goes through half as
            // much on average, batch by batch, and a trickle of alerts makes batches of a few hundred bytes.
            settings.put("log.index.interval.bytes", "131072");
        }
        return settings;
    }

    private static Map<String, String> node(String host, Ports ports) {
        String controller = address(host, ports.controller());
        String listeners =
                "PLAINTEXT://" + address(host, ports.broker()) + "," + CONTROLLER_LISTENER + "://" + controller;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                listeners,
                "advertised.listeners",
                listeners,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                // Static voters are read at every start, so the ports may change from run to run.
                "controller.quorum.voters",
                NODE_ID + "@" + controller);
    }

    private static Map<String, String> internalTopics() {
        return Map.of(
                "offsets.topic.num.partitions", "3",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                // 30 days: a consumer that was away for weeks still finds its place.
                "offsets.retention.minutes", "43200");
    }

    private static Map<String, String> timing() {
        return Map.of(
                // A disk that others write to holds heartbeats up for seconds. Who is taken for dead then loses its
                // partitions, and there is nobody else to lead them. A start does not wait for it: see SingleNode.
                "broker.session.timeout.ms", "120000",
                "broker.heartbeat.interval.ms", "500",
                // An open transaction of a dead producer holds read_committed readers until it is aborted.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "group.initial.rebalance.delay.ms", "0",
                // With group.protocol=consumer only the broker decides how soon a dead member is noticed.
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.session.timeout.ms", "6000",
                "group.consumer.min.heartbeat.interval.ms", "2000",
                "group.consumer.heartbeat.interval.ms", "2000");
    }

    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
