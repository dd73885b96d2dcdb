package dev.tocsin.router.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts in a store, so that neither a restart nor an aborted transaction bends the totals (hazards.md A11). */
public final class Totals {
    private static final String ROUTED = "routed/";

    private final KeyValueStore<byte[], byte[]> store;

    /** Totals in this store. */
    public Totals(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Adds one. */
    public void add(Count count) {
        increment(count.word());
    }

    /** Adds one record that addresses this receiver. */
    public void routed(String receiver) {
        increment(ROUTED + receiver);
    }

    /** All totals as they are now. */
    public Counts counts() {
        Map<String, Long> values = new HashMap<>();
        try (KeyValueIterator<byte[], byte[]> all =
                store.range(new byte[] {RouterStore.TOTAL}, new byte[] {RouterStore.REMINDER})) {
            all.forEachRemaining(entry -> values.put(
                    new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8), number(entry.value)));
        }
        Map<Count, Long> records = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            records.put(count, values.getOrDefault(count.word(), 0L));
        }
        Map<String, Long> routed = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(ROUTED)) {
                routed.put(name.substring(ROUTED.length()), value);
            }
        });
        return new Counts(records, routed);
    }

    private void increment(String name) {
        byte[] key = RouterStore.key(RouterStore.TOTAL, name);
        byte[] known = store.get(key);
        long next = known == null ? 1 : number(known) + 1;
        store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
    }

    private static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
