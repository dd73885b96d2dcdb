package dev.tocsin.notifier.lane;

import dev.tocsin.history.life.Progress;
import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.Plan;
import java.util.Optional;

/** What stands beside a receiver's offset, for those who only look. */
public final class LaneNote {
    private LaneNote() {}

    /** The batch that begins at this offset, if one is closed; nothing of a text that is not a lane's. */
    public static Optional<Plan> plan(long offset, String metadata) {
        return CommitMetadata.read(offset, metadata).flatMap(Commitment::plan);
    }

    /** The same for the life of an alert. */
    public static Optional<Progress.Plan> progress(long offset, String metadata) {
        return plan(offset, metadata)
                .map(plan -> new Progress.Plan(
                        plan.end(),
                        plan.attempt(),
                        plan.since(),
                        plan.notBefore(),
                        plan.messageId(),
                        plan.lastFailure()));
    }
}
