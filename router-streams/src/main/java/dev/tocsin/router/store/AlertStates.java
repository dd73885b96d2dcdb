package dev.tocsin.router.store;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.json.UndecodableException;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of every alert that is known. */
public final class AlertStates {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStates.class);

    private final KeyValueStore<byte[], byte[]> store;

    /** States in this store. */
    public AlertStates(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /**
     * What is known of this alert. A state that can't be read, as after a step back to an older version, counts as
     * unknown: the alert is told anew when it fires, while failing here would stop the partition for ever.
     */
    public Optional<AlertState> find(Identity identity) {
        byte[] bytes = store.get(key(identity));
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Codecs.STATE.decode(bytes));
        } catch (UndecodableException e) {
            LOG.atError()
                    .addKeyValue("identity", identity)
                    .addKeyValue("reason", e.getMessage())
                    .log("The state of an alert can't be read and counts as unknown");
            return Optional.empty();
        }
    }

    /** Remembers a state that is encoded already. */
    public void put(Identity identity, byte[] state) {
        store.put(key(identity), state);
    }

    /** Forgets this alert. */
    public void forget(Identity identity) {
        store.delete(key(identity));
    }

    private static byte[] key(Identity identity) {
        return RouterStore.key(RouterStore.STATE, identity.toString());
    }
}
