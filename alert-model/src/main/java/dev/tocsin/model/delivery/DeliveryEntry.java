package dev.tocsin.model.delivery;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import java.time.Instant;

/**
 * What became of one telling at one receiver: the value of {@code deliveries}. Written at least once; readers take
 * (receiver, place, seq) as its identity and drop repeats.
 *
 * @param identity the alert
 * @param seq of the telling
 * @param reason why it was told
 * @param receiver where
 * @param place the record in the severity topic
 * @param first the offset of the first record that this is about, in the same partition: of {@link End#REPLAYED}; else
 *     that of the place
 * @param end what became of it
 * @param attempts how many it took, from 1
 * @param messageId of the message that tells it, or what parked it
 * @param detail the receiver's id of the message, or why it was parked, or the id of the replay; possibly empty
 * @param receivedAt when ingest took it
 * @param at when it ended, by the notifier's clock
 */
public record DeliveryEntry(
        Identity identity,
        long seq,
        Reason reason,
        String receiver,
        Place place,
        long first,
        End end,
        int attempts,
        String messageId,
        String detail,
        Instant receivedAt,
        Instant at) {
    /** About one record. */
    public DeliveryEntry(
            Identity identity,
            long seq,
            Reason reason,
            String receiver,
            Place place,
            End end,
            int attempts,
            String messageId,
            String detail,
            Instant receivedAt,
            Instant at) {
        this(identity, seq, reason, receiver, place, place.offset(), end, attempts, messageId, detail, receivedAt, at);
    }

    /** Whether it is about the record at this place. A replay's word is about every telling of its alert that it covers. */
    public boolean isAbout(Place record) {
        return place.topic().equals(record.topic())
                && place.partition() == record.partition()
                && first <= record.offset()
                && record.offset() <= place.offset();
    }

    /** What became of a telling. */
    public enum End {
        /** The receiver has it. */
        DELIVERED,
        /** A later state of the same alert was delivered with it. */
        SUPERSEDED,
        /** It was given up and stands in {@code deliveries.parked}. */
        PARKED,
        /** It stood there, and somebody decided that nobody need be told; the detail says who, and why. */
        DISCARDED,
        /**
         * A replay told it: every telling of this alert from the first record to the place that the receiver had not been
         * told.
         */
        REPLAYED
    }
}
