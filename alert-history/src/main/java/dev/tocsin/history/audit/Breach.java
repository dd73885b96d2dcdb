package dev.tocsin.history.audit;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;

/**
 * An alert that breaks an equation.
 *
 * @param kind how
 * @param receiver where; empty for the router
 * @param alert its name, or an empty text where it is not known
 * @param identity of the alert
 * @param seq of the telling; 0 for what was never told
 * @param place the record that it is about
 * @param at when that, or what is said of it, was written, by the broker's clock
 * @param note more about it; possibly empty
 */
public record Breach(
        Kind kind, String receiver, String alert, Identity identity, long seq, Place place, Instant at, String note) {
    /** How an equation may be broken. */
    public enum Kind {
        /** It was news, and stands in no severity topic. */
        NEVER_ROUTED("accepted as news, and never routed"),
        /** It stands in a severity topic, and nobody sent it. */
        NEVER_RECEIVED("routed, and never accepted"),
        /** The receiver's offset has passed it, and nothing says what became of it. */
        UNACCOUNTED("passed by the receiver, and deliveries says nothing of it"),
        /** Something is said of a telling that is not there. */
        NO_SUCH_TELLING("deliveries speaks of a record that is not there"),
        /** It counts as superseded, and what superseded it was not told. */
        SUPERSEDED_BY_NOTHING("superseded, and no later state was delivered with it"),
        /** It counts as parked, and is neither there nor told nor discarded. */
        PARKED_NOWHERE("parked, and it stands in deliveries.parked no more"),
        /** It was told after what happened later. */
        OUT_OF_ORDER("told after what happened later");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
