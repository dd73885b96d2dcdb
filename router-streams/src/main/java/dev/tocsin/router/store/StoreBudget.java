package dev.tocsin.router.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory for all stores of the process. RocksDB's own defaults hold up to 100 MB for each store and
 * partition (hazards.md B15). Kafka Streams makes an instance per store, so what they share is static; it lives as long
 * as the process.
 */
public final class StoreBudget implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 48L << 20;
    private static final long WRITE_BUFFER_BYTES = 24L << 20;
    private static final long BUFFER_BYTES = 4L << 20;

    /** Made when the first store is opened. */
    private static final class Shared {
        static final Cache CACHE;
        static final WriteBufferManager BUFFERS;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(CACHE_BYTES);
            // Write buffers count against the cache, so that the cache's size is all there is.
            BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
        }

        private Shared() {}
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        // Kafka Streams leaves the filter out of a store's oldest file, which is most of it: there a new alert, which
        // stands nowhere, would be looked for in a block of the file.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(Shared.BUFFERS);
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /** Nothing: what is shared outlives a store. */
    @Override
    public void close(String storeName, Options options) {}
}
