package dev.tocsin.history.answer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tocsin.history.life.Verdict.Why;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to an alert; {@code step} says what. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepAnswer.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = StepAnswer.Routed.class, name = "routed"),
    @JsonSubTypes.Type(value = StepAnswer.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = StepAnswer.PutAside.class, name = "put_aside")
})
public sealed interface StepAnswer {
    /** When, by the broker's clock. */
    Instant at();

    /**
     * It was accepted, once or several times with the same result.
     *
     * @param at the first time
     * @param last the last time
     * @param times how often
     * @param status as the source told it
     * @param source that told it
     * @param requestId the first time
     * @param verdict what the router made of it
     */
    record Accepted(
            Instant at, Instant last, int times, Status status, String source, String requestId, Verdict verdict)
            implements StepAnswer {}

    /**
     * What the router made of it.
     *
     * @param result in a word
     * @param why it was told to nobody, by the rules as of now
     * @param detail why it stands in {@code alerts.rejected}
     * @param toldAt when it was told last, of what said nothing new
     * @param repeatAfterSeconds how long after that it is told again
     */
    record Verdict(
            Result result,
            @Nullable Why why,
            @Nullable String detail,
            @Nullable Instant toldAt,
            @Nullable Long repeatAfterSeconds) {}

    /** What became of a record. */
    enum Result {
        /** It was told. */
        TOLD,
        /** It said nothing new. */
        NOTHING_NEW,
        /** It was told to nobody. */
        NOT_TOLD,
        /** It stands in {@code alerts.rejected}. */
        REJECTED
    }

    /**
     * It was routed to receivers.
     *
     * @param at when
     * @param seq which telling; steps and places with this number belong to it
     * @param reason why it is told
     * @param severity of it
     * @param receivers who is to be told
     * @param group the labels of its group
     * @param episode of the alert
     * @param record where it stands: topic, partition and offset
     * @param replay that wrote it, if one did
     */
    record Routed(
            Instant at,
            long seq,
            Reason reason,
            String severity,
            List<String> receivers,
            Map<String, String> group,
            int episode,
            String record,
            @Nullable String replay)
            implements StepAnswer {}

    /**
     * It ended at a receiver.
     *
     * @param at when that was written down
     * @param seq of the telling
     * @param reason why it was told
     * @param receiver where
     * @param end how
     * @param attempts how many it took
     * @param messageId of the message
     * @param detail the receiver's id of the message, or why it was given up; possibly empty
     * @param record where the telling stands: topic, partition and offset
     * @param firstRecord where the first of several tellings stands that a replay told, up to that one
     * @param replay that told it, or was to
     * @param fallback whether this receiver was told in place of the one that was addressed
     */
    record Ended(
            Instant at,
            long seq,
            Reason reason,
            String receiver,
            End end,
            int attempts,
            String messageId,
            String detail,
            String record,
            @Nullable String firstRecord,
            @Nullable String replay,
            boolean fallback)
            implements StepAnswer {}

    /**
     * Something of it that is no longer to be read was rejected.
     *
     * @param at when
     * @param detail why
     */
    record PutAside(Instant at, String detail) implements StepAnswer {}
}
