package dev.tocsin.ingest.intake;

import dev.tocsin.kit.lifecycle.CheckResult;
import java.util.concurrent.CompletableFuture;

/** Where accepted alerts are kept. */
public interface AlertLog {
    /**
     * Writes every alert of a batch, in its order. May block the caller for about a second, never throws, and the answer
     * never fails: it comes within five seconds, when the fate of every alert is known or has been given up on.
     */
    CompletableFuture<Appended> append(LogBatch batch);

    /** Says whether alerts can be written now, at once and without asking anybody. */
    CheckResult check();
}
