package dev.tocsin.history.answer;

import java.util.List;

/**
 * Whether a receiver is told of an alert.
 *
 * @param name of the receiver
 * @param tellings how many of the alert's were routed to it in this time
 * @param route what the route as of now says
 * @param names of those whom the route addresses; of all receivers when this one is not known
 */
public record ReceiverAnswer(String name, long tellings, Route route, List<String> names) {
    /** What the route says. */
    public enum Route {
        /** It addresses it. */
        ADDRESSED,
        /** It addresses it, and does not tell it of ends. */
        WITHOUT_ENDS,
        /** It addresses others. */
        OTHERS,
        /** No receiver has this name. */
        UNKNOWN,
        /** It has no transport, and is told nothing. */
        MUTE,
        /** The alert's labels are not known any more. */
        LABELS_NOT_KNOWN
    }

    /** Copies. */
    public ReceiverAnswer {
        names = List.copyOf(names);
    }
}
