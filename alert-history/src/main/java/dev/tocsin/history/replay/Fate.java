package dev.tocsin.history.replay;

/** What became of one telling at one receiver, as far as the topics say. */
public enum Fate {
    /** It was delivered. */
    TOLD,
    /** A later state was delivered with it. */
    SUPERSEDED,
    /** A replay told it. */
    REPLAYED,
    /** It was parked, and nobody decided anything since. */
    PARKED,
    /** It was parked, and somebody decided that nobody need be told. */
    DISCARDED,
    /** The receiver has not come to it yet: it will be told. */
    WAITING,
    /** The receiver has passed it, and nothing says what became of it. */
    SKIPPED,
    /** It was addressed to a receiver that has no consumer group. */
    NEVER_READ,
    /** It was not addressed to this receiver. */
    NOT_SENT
}
