package dev.tocsin.ingest.intake;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.wire.json.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that answers as told, and remembers what it was given. */
public final class ScriptedAlertLog implements AlertLog {
    private final List<LogBatch> batches = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Appended>> waiting = new CopyOnWriteArrayList<>();
    private volatile boolean holding;
    private volatile Appended next = new Appended.Written();
    private volatile CheckResult check = CheckResult.ok();

    /** Answers with this from now on. */
    public void answer(Appended appended) {
        next = appended;
        check = switch (appended) {
            case Appended.Written() -> CheckResult.ok();
            case Appended.Unavailable(String reason) -> CheckResult.failed(reason);
        };
    }

    /** Gives no answers until {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Gives the answers that were held back. */
    public void release() {
        holding = false;
        waiting.forEach(future -> future.complete(next));
        waiting.clear();
    }

    /** What was given to it. */
    public List<LogBatch> batches() {
        return List.copyOf(batches);
    }

    /** The alerts of all batches. */
    public List<ReceivedAlert> alerts() {
        List<ReceivedAlert> alerts = new ArrayList<>();
        batches.forEach(batch -> batch.entries().forEach(entry -> alerts.add(Codecs.RECEIVED.decode(entry.value()))));
        return alerts;
    }

    @Override
    public CompletableFuture<Appended> append(LogBatch batch) {
        batches.add(batch);
        if (!holding) {
            return CompletableFuture.completedFuture(next);
        }
        CompletableFuture<Appended> future = new CompletableFuture<>();
        waiting.add(future);
        return future;
    }

    @Override
    public CheckResult check() {
        return check;
    }
}
