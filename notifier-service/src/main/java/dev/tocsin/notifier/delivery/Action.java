package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import java.util.List;

/** What a lane asks its driver to carry out; how that ended is told to the lane that asked. */
public sealed interface Action {
    /** Make an attempt, and tell {@link ReceiverLanes#posted}. */
    record Post(Lane lane, Attempt attempt) implements Action {}

    /** Post the neutral text, and tell {@link ReceiverLanes#probed}. */
    record Probe(Lane lane) implements Action {}

    /** Write down what became of a batch, and tell {@link ReceiverLanes#recorded}. */
    record WriteDown(Lane lane, List<DeliveryEntry> entries, List<ParkedAlert> parked, List<String> unparked)
            implements Action {}
}
