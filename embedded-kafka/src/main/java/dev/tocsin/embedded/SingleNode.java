package dev.tocsin.embedded;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker in one process, put together as {@link KafkaRaftServer} does it, which has no place to hand
 * in a {@link LeaderlessAwareCache}.
 */
final class SingleNode {

    private final ControllerServer controller;
    private final BrokerServer broker;

    /** Reads the folder that the settings name, which must be formatted; starts nothing yet. */
    SingleNode(Map<String, String> settings) {
        KafkaConfig config = new KafkaConfig(settings, false);
        var folder = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(SingleNode.class), "");
        SharedServer shared = new SharedServer(
                config,
                folder._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, folder._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new Broker(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folder._2());
    }

    /** Starts the controller, then the broker, which looks for it; returns when clients can use them. */
    void start() {
        controller.startup();
        broker.startup();
    }

    /** Stops the broker while there is a controller to let it go, then the controller. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
    }

    private static final class Broker extends BrokerServer {
        Broker(SharedServer shared) {
            super(shared);
        }

        /** Kafka's own, so that its log lines are known, and silenced, as Kafka's. */
        @Override
        public String loggerName() {
            return BrokerServer.class.getName();
        }

        @Override
        public void metadataCache_$eq(KRaftMetadataCache plain) {
            super.metadataCache_$eq(new LeaderlessAwareCache(
                    BrokerSettings.NODE_ID,
                    () -> sharedServer().raftManager().client().kraftVersion()));
        }
    }
}
