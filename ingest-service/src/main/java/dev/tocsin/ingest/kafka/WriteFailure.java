package dev.tocsin.ingest.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failed write says about the next one. */
enum WriteFailure {
    /** Nothing: this record is not wanted. */
    OF_THE_RECORD,
    /** It may pass later. */
    OF_THE_MOMENT,
    /** It fails too, at least with this producer. */
    OF_THE_PRODUCER;

    static WriteFailure of(Exception e) {
        return switch (e) {
            case RecordTooLargeException _, InvalidTimestampException _ -> OF_THE_RECORD;
            case AuthenticationException _,
                    AuthorizationException _,
                    InvalidPidMappingException _,
                    InvalidProducerEpochException _,
                    OutOfOrderSequenceException _,
                    ProducerFencedException _,
                    UnsupportedVersionException _,
                    IllegalStateException _ -> OF_THE_PRODUCER;
            default -> OF_THE_MOMENT;
        };
    }

    /** The failure in words for an operator. */
    static String sentence(Exception e) {
        String message = e.getMessage();
        String name = e.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
