package dev.tocsin.router.store;

import dev.tocsin.wire.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The names of the stores, which are part of their changelog topics' names, and how they are built. */
public final class RouterStores {
    /** Identity to state. */
    public static final String STATES = "states";

    /** Identities by the time at which their state has to be looked at. */
    public static final String DUE = "due";

    /** The totals of guarantee 2. */
    public static final String COUNTS = "counts";

    /**
     * The broker's clock, as in all our topics: a timer writes with the time of the router's host, and a host that is
     * an hour ahead could write no changelog (hazards.md B18).
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Topics.MAX_RECORD_BYTES + (64 << 10)));

    private RouterStores() {}

    /**
     * All three. Only the totals are cached: they change with every record but need to reach the changelog once per
     * commit, and the cache is written through before the transaction ends.
     */
    public static List<StoreBuilder<KeyValueStore<byte[], byte[]>>> builders() {
        return List.of(
                builder(STATES).withCachingDisabled(),
                builder(DUE).withCachingDisabled(),
                builder(COUNTS).withCachingEnabled());
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
