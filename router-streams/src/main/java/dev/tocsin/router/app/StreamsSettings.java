package dev.tocsin.router.app;

import dev.tocsin.router.store.StoreBudget;
import dev.tocsin.wire.topic.Topics;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams; each line has a figure in the README or a hazard behind it. */
final class StreamsSettings {
    private static final int SAFE_REPLICAS = 3;

    /** What a transaction changes; what has no room is written earlier. */
    private static final int CACHE_BYTES = 4 << 20;

    /** Of one poll, and of a partition that waits for its next: 30 MB of the largest alerts. */
    private static final int HELD_RECORDS = 120;

    /** More than any record that passed the measure, less than what the topics take. */
    private static final int MAX_REQUEST_BYTES = Topics.MAX_RECORD_BYTES + (32 << 10);

    private StreamsSettings() {}

    /**
     * The settings of this router.
     *
     * @param replicas of the changelogs: as many as the topics have
     */
    static Properties of(RouterConfig config, int replicas) {
        Properties settings = new Properties();
        settings.putAll(config.kafka().forStreams());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().routerApplication());
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, config.topics().clientId("router"));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas);
        if (replicas >= SAFE_REPLICAS) {
            settings.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), "2");
        }
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreBudget.class);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        hold(settings);
        pace(settings);
        failover(settings);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        return settings;
    }

    /**
     * What one poll brings has room in the heap, however large the alerts of a backlog are. The clients count records only,
     * 1,000 unless set, and what was fetched compressed may be a hundred times as large when it is read.
     */
    private static void hold(Properties settings) {
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, HELD_RECORDS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), HELD_RECORDS);
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), HELD_RECORDS);
    }

    /** Throughput by rare commits and full batches, latency by commits that are asked for (hazards.md M5 to M7). */
    private static void pace(Properties settings) {
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        // Also how late a commit can be that was asked for too soon after another.
        settings.put(StreamsConfig.POLL_MS_CONFIG, 20);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
        // A transaction that begins while the markers of the one before are written is turned away for that moment.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    }

    /**
     * Others take over within ten seconds of a kill: noticed after six, the open transaction ended after five. That one
     * has left the group the others hear with their next heartbeat, so it beats more often than the session needs.
     */
    private static void failover(Properties settings) {
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
        // A partition that is added waits for the fetch under way, which would wait half a second for news by default.
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    }
}
