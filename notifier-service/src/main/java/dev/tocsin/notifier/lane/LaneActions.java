package dev.tocsin.notifier.lane;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.notifier.delivery.Action;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.ReceiverLanes;
import dev.tocsin.notifier.delivery.Sender;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what some lanes ask for, on threads that may block, and hands in how it ended. Poll thread only but for
 * those.
 */
class LaneActions {
    private static final Logger log = LoggerFactory.getLogger(LaneActions.class);

    private final ReceiverLanes lanes;
    private final Sender sender;
    private final LanePorts ports;
    private final LaneMetrics metrics;
    private final Trouble trouble;
    private final Consumer<Runnable> tell;

    /** {@code tell} hands something over to the poll thread. */
    LaneActions(
            ReceiverLanes lanes,
            Sender sender,
            LanePorts ports,
            LaneMetrics metrics,
            Trouble trouble,
            Consumer<Runnable> tell) {
        this.lanes = lanes;
        this.sender = sender;
        this.ports = ports;
        this.metrics = metrics;
        this.trouble = trouble;
        this.tell = tell;
    }

    /** Of lanes that tell a fallback: what it refuses is not given up, for its receiver still waits for it. */
    LaneActions ofFallback(ReceiverLanes fallbackLanes, Sender fallbackSender) {
        return new LaneActions(fallbackLanes, fallbackSender, ports, metrics, trouble, tell) {
            @Override
            List<ParkedAlert> keptOf(List<ParkedAlert> parked) {
                return List.of();
            }

            @Override
            void kept(List<DeliveryEntry> entries, List<ParkedAlert> parked) {
                metrics.toldAtFallback(entries);
                trouble.refusedAtFallback(parked);
            }
        };
    }

    /** What of the parked is written down. */
    List<ParkedAlert> keptOf(List<ParkedAlert> parked) {
        return parked;
    }

    /** These are written down. */
    void kept(List<DeliveryEntry> entries, List<ParkedAlert> parked) {
        metrics.ended(entries);
        trouble.recorded(parked);
    }

    void perform(List<Action> actions) {
        for (Action action : actions) {
            try {
                perform(action);
            } catch (RejectedExecutionException e) {
                // The process is stopping: the plan stands in Kafka and the next owner repeats it.
                log.debug("stopping: nothing more is posted");
            }
        }
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Post(Lane lane, var attempt) ->
                attempt(
                        () -> sender.send(attempt),
                        outcome -> lanes.posted(lane, outcome, ports.clock().instant()));
            case Action.Probe(Lane lane) ->
                attempt(
                        sender::probe,
                        outcome -> lanes.probed(lane, outcome, ports.clock().instant()));
            case Action.WriteDown(Lane lane, var entries, var parked, var unparked) -> {
                var _ = ports.log()
                        .append(entries, keptOf(parked), unparked)
                        .whenComplete((nothing, failure) -> tell.accept(() -> written(lane, entries, parked, failure)));
            }
        }
    }

    private void attempt(Supplier<Outcome> call, Consumer<Outcome> ended) {
        ports.executor().execute(() -> {
            Outcome outcome = outcomeOf(call);
            tell.accept(() -> {
                metrics.attempted(outcome);
                ended.accept(outcome);
            });
        });
    }

    /** A sender does not throw; if one did, its lane would wait for an answer for ever. */
    private static Outcome outcomeOf(Supplier<Outcome> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return new Outcome.Retryable("the sender failed: " + e.getClass().getSimpleName(), Fate.UNKNOWN, null);
        }
    }

    private void written(
            Lane lane, List<DeliveryEntry> entries, List<ParkedAlert> parked, @Nullable Throwable failure) {
        lanes.recorded(lane, failure == null, ports.clock().instant());
        if (failure == null) {
            kept(entries, parked);
        } else {
            trouble.notRecorded(failure);
        }
    }
}
