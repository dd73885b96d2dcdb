package dev.tocsin.standalone;

import dev.tocsin.history.reconcile.Unsaid;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of asking one Alertmanager. */
sealed interface AlertmanagerAnswer {
    /** Where it is, without a user and a password. */
    String address();

    /**
     * It told all.
     *
     * @param startedAt when it was started, by its clock
     * @param receivers the names in its configuration
     * @param alerts that it has
     */
    record Told(String address, Instant startedAt, List<String> receivers, List<Listed> alerts)
            implements AlertmanagerAnswer {
        /** Copies. */
        public Told {
            receivers = List.copyOf(receivers);
            alerts = List.copyOf(alerts);
        }
    }

    /** It told nothing, or not all. */
    record Failed(String address, String why) implements AlertmanagerAnswer {}

    /**
     * An alert of its list.
     *
     * @param suppressed why nobody is notified of it
     * @param receivers that its routes lead to
     * @param muted those of them whose groups a time interval mutes
     */
    record Listed(
            Alert alert,
            Optional<Fingerprint> fingerprint,
            Optional<Unsaid> suppressed,
            Set<String> receivers,
            Set<String> muted) {
        /** Copies. */
        public Listed {
            receivers = Set.copyOf(receivers);
            muted = Set.copyOf(muted);
        }
    }
}
