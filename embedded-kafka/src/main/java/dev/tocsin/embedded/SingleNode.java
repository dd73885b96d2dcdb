package dev.tocsin.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.KafkaConfigSchema;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker in one process, put together as {@link KafkaRaftServer} does it, which has no place to hand
 * in a {@link LeaderlessAwareCache} or a {@link ControllerClock}.
 */
final class SingleNode {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final ControllerRequestContext NOBODY =
            new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());

    private final Controller controller;
    private final BrokerServer broker;

    /**
     * Reads the folder that the settings name, which must be formatted; starts nothing yet.
     *
     * @param sockets opens what the settings say that it listens on
     */
    SingleNode(Map<String, String> settings, ServerSocketFactory sockets) {
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
                sockets);
        broker = new Broker(shared);
        controller = new Controller(shared, KafkaRaftServer.configSchema(), folder._2());
    }

    /** Starts the controller, then the broker, which looks for it; returns when clients can use them. */
    void start() throws InterruptedException, ExecutionException {
        controller.startup();
        controller.endSessions();
        broker.startup();
    }

    /** Stops the broker while there is a controller to let it go, then the controller. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
    }

    /** Kafka's own, but it knows that whoever was here before is gone. */
    private static final class Controller extends ControllerServer {
        private final ControllerClock clock;
        private final Duration session;

        Controller(SharedServer shared, KafkaConfigSchema schema, BootstrapMetadata bootstrap) {
            clock = new ControllerClock();
            session = Duration.ofMillis(shared.brokerConfig().brokerSessionTimeoutMs());
            super(shared, schema, bootstrap);
        }

        /** Ends the session of a broker that is gone, if there is one: only one process can hold the folder, this one. */
        void endSessions() throws InterruptedException, ExecutionException {
            while (!controller().isActive()) {
                Thread.sleep(LOOK);
            }
            // Comes behind the event with which it takes over and gives those that its log names a session.
            controller().findAllTopicIds(NOBODY).get();
            clock.skip(session);
        }

        @Override
        public Time time() {
            return clock;
        }

        /** Kafka's own, so that its log lines are known, and silenced, as Kafka's. */
        @Override
        public String loggerName() {
            return ControllerServer.class.getName();
        }
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
