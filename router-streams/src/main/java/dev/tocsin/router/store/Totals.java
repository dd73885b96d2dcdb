package dev.tocsin.router.store;

import dev.tocsin.wire.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts in a store, so that neither a restart nor an aborted transaction bends the totals (hazards.md A11). Counted in
 * memory, and put into the store as one entry for all that a record changed: {@link #save} belongs to every step.
 */
public final class Totals {
    private static final String ROUTED = "routed/";

    /** All of them: of each the length of its name, its name, its number. */
    private static final byte[] KEY = {RouterStore.TOTAL};

    private final KeyValueStore<byte[], byte[]> store;
    /** As read when the first is added, when the store is whole; a task that is made anew makes this anew too. */
    private @Nullable Map<String, Tally> tallies;

    private boolean changed;

    /** Totals in this store. */
    public Totals(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** One total. */
    private static final class Tally {
        private final byte[] name;
        private long number;

        Tally(byte[] name, long number) {
            this.name = name;
            this.number = number;
        }
    }

    /** Adds one. */
    public void add(Count count) {
        increment(count.word());
    }

    /** Adds one record that addresses this receiver. */
    public void routed(String receiver) {
        increment(ROUTED + receiver);
    }

    /** Puts what was added into the store. */
    public void save() {
        if (!changed || tallies == null) {
            return;
        }
        int size = 0;
        for (Tally tally : tallies.values()) {
            size += Integer.BYTES + tally.name.length + Long.BYTES;
        }
        ByteBuffer value = ByteBuffer.allocate(size);
        for (Tally tally : tallies.values()) {
            value.putInt(tally.name.length).put(tally.name).putLong(tally.number);
        }
        store.put(KEY, value.array());
        changed = false;
    }

    /** All totals as they are now. */
    public Counts counts() {
        Map<String, Tally> now = tallies == null ? stored() : tallies;
        Map<Count, Long> records = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            Tally tally = now.get(count.word());
            records.put(count, tally == null ? 0 : tally.number);
        }
        Map<String, Long> routed = new HashMap<>();
        now.forEach((name, tally) -> {
            if (name.startsWith(ROUTED)) {
                routed.put(name.substring(ROUTED.length()), tally.number);
            }
        });
        return new Counts(records, routed);
    }

    private void increment(String name) {
        if (tallies == null) {
            tallies = stored();
        }
        tallies.computeIfAbsent(name, added -> new Tally(Topic.bytes(added), 0)).number++;
        changed = true;
    }

    private Map<String, Tally> stored() {
        byte[] value = store.get(KEY);
        if (value == null) {
            return eachAlone();
        }
        Map<String, Tally> found = new LinkedHashMap<>();
        ByteBuffer left = ByteBuffer.wrap(value);
        while (left.hasRemaining()) {
            byte[] name = new byte[left.getInt()];
            left.get(name);
            found.put(new String(name, StandardCharsets.UTF_8), new Tally(name, left.getLong()));
        }
        return found;
    }

    /** As builds before this one kept them: each under its name. They stay there, and are read no more. */
    private Map<String, Tally> eachAlone() {
        Map<String, Tally> found = new LinkedHashMap<>();
        try (KeyValueIterator<byte[], byte[]> all =
                store.range(new byte[] {RouterStore.TOTAL, 0}, new byte[] {RouterStore.REMINDER})) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> entry = all.next();
                String name = new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8);
                found.put(
                        name,
                        new Tally(
                                Topic.bytes(name), ByteBuffer.wrap(entry.value).getLong()));
            }
        }
        return found;
    }
}
