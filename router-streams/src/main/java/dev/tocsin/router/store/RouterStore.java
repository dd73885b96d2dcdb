package dev.tocsin.router.store;

import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The store of a partition: the state of every alert, reminders and totals, told apart by the first byte of the key. One
 * store, for one changelog: a transaction costs by the partitions that it writes, and with three of them the transaction
 * of a single alert costs half as much again (ADR 15).
 */
public final class RouterStore {
    /** Its name, which is part of its changelog topic's name. */
    public static final String ALERTS = "alerts";

    /** Totals come first, then reminders, then states. */
    static final byte TOTAL = 'a';

    static final byte REMINDER = 'b';

    static final byte STATE = 'c';

    /**
     * The broker's clock, as in all our topics: a timer writes with the time of the router's host, and a host that is
     * an hour ahead could write no changelog (hazards.md B18).
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Topics.MAX_RECORD_BYTES + (64 << 10)));

    private RouterStore() {}

    /**
     * Builds it. Cached, because the totals change with every record but need to reach the changelog once per commit; the
     * cache is written through before the transaction ends.
     */
    public static StoreBuilder<KeyValueStore<byte[], byte[]>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ALERTS), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** A key of this kind. */
    static byte[] key(byte kind, String text) {
        byte[] bytes = Topic.bytes(text);
        return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array();
    }
}
