package dev.tocsin.router.store;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.wire.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When the state of which alert has to be looked at, ordered by time: in the key 8 bytes of milliseconds, the identity
 * behind them. An entry is a reminder, not a verdict: it may come too early, when the alert was heard of since, and
 * whoever takes it sets a new one. So nothing is written here when an alert is merely heard of again.
 */
public final class DueTimes {
    private static final byte[] NOTHING = {};
    private static final int TIME_END = 1 + Long.BYTES;

    private final KeyValueStore<byte[], byte[]> store;
    /** There is no entry before it; saves the walk over what was deleted since the last compaction. */
    private long from;

    /** Reminders in this store. */
    public DueTimes(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Sets a reminder. */
    public void remind(Instant due, Identity identity) {
        long millis = Math.max(0, due.toEpochMilli());
        from = Math.min(from, millis);
        store.put(key(millis, identity.toString()), NOTHING);
    }

    /** Takes out the reminders up to this time, in order, as long as {@code more} allows. */
    public void take(Instant now, BooleanSupplier more, Consumer<Identity> reminded) {
        long until = now.toEpochMilli() + 1;
        try (KeyValueIterator<byte[], byte[]> entries = store.range(key(from, ""), key(until, ""))) {
            while (entries.hasNext()) {
                byte[] key = entries.next().key;
                from = ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
                if (!more.getAsBoolean()) {
                    return;
                }
                store.delete(key);
                reminded.accept(identity(key));
            }
        }
        from = until;
    }

    private static byte[] key(long millis, String identity) {
        byte[] text = Topic.bytes(identity);
        return ByteBuffer.allocate(TIME_END + text.length)
                .put(RouterStore.REMINDER)
                .putLong(millis)
                .put(text)
                .array();
    }

    private static Identity identity(byte[] key) {
        return Identity.parse(new String(key, TIME_END, key.length - TIME_END, StandardCharsets.UTF_8));
    }
}
