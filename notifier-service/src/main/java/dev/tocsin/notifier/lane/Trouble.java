package dev.tocsin.notifier.lane;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with one receiver, once, and again only when the reason changes. */
final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    private final String receiver;
    private String lastReason = "";
    private String lastWriteFailure = "";
    private String lastCommitFailure = "";

    Trouble(String receiver) {
        this.receiver = receiver;
    }

    void observe(ReceiverLanes lanes) {
        String reason = lanes.trouble().map(Trouble::reason).orElse("");
        if (reason.equals(lastReason)) {
            return;
        }
        lastReason = reason;
        if (reason.isEmpty()) {
            log.atInfo().addKeyValue("receiver", receiver).log("the receiver takes messages again");
        } else {
            log.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("reason", reason)
                    .log("messages are waiting");
        }
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused r -> "refused: " + r.reason();
            case Outcome.Suspended s -> "suspended: " + s.reason();
            default -> outcome.reason();
        };
    }

    /** The fallback did not take these; their receiver still waits for them. */
    void refusedAtFallback(List<ParkedAlert> refused) {
        for (ParkedAlert alert : refused) {
            log.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("fallback", alert.receiver())
                    .addKeyValue("alert", alert.routed().identity())
                    .addKeyValue("reason", alert.reason())
                    .log("the fallback does not take an alert that waits for its receiver");
        }
    }

    /** What became of alerts is kept. */
    void recorded(List<ParkedAlert> parked) {
        lastWriteFailure = "";
        for (ParkedAlert alert : parked) {
            log.atError()
                    .addKeyValue("receiver", alert.receiver())
                    .addKeyValue("alert", alert.routed().identity())
                    .addKeyValue("reason", alert.reason())
                    .log("parked");
        }
    }

    void notRecorded(Throwable failure) {
        if (!failure.toString().equals(lastWriteFailure)) {
            lastWriteFailure = failure.toString();
            log.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("reason", failure)
                    .log("deliveries not written yet");
        }
    }

    void committed() {
        lastCommitFailure = "";
    }

    void notCommitted(Throwable failure) {
        if (!failure.toString().equals(lastCommitFailure)) {
            lastCommitFailure = failure.toString();
            log.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("reason", failure)
                    .log("offsets not committed yet");
        }
    }
}
