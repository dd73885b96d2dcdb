package dev.tocsin.history.replay;

/** Why a telling is not told again. */
public enum Skip {
    /** It is not asked for. */
    FILTERED_OUT("not asked for"),
    /** The receiver has it. */
    TOLD("told"),
    /** A later state was delivered with it. */
    SUPERSEDED("superseded"),
    /** A replay told it. */
    REPLAYED("told by a replay"),
    /** A replay that tells it has been written, and waits for its receiver. */
    IN_LINE("a replay is about to tell it"),
    /** It will be told. */
    WAITING("still waiting"),
    /** Somebody decided that nobody need be told. */
    DISCARDED("discarded"),
    /** The receiver never was. */
    NEVER_READ("the receiver has never read"),
    /** The present routes send it elsewhere. */
    NOT_ROUTED("not routed there now"),
    /** The receiver has no transport, or does not hear of ends. */
    MUTED("muted"),
    /** The receiver is not in the configuration. */
    RECEIVER_GONE("the receiver is not in the configuration"),
    /** Another record brings the same telling, or it is told once for several who missed it. */
    REPEATED("told once with the same telling"),
    /** It is over, or nothing is known of it any more. */
    NOT_FIRING("no longer firing");

    private final String words;

    Skip(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
