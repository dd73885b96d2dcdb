package dev.tocsin.model.decision;

/** Why an alert is told. */
public enum Reason {
    /** It began to fire. */
    FIRING,
    /** It ended. */
    RESOLVED,
    /** It fires again. */
    REFIRED,
    /** It still fires. */
    REPEAT,
    /** It was not heard of for too long. */
    EXPIRED,
    /** What became of it is told again, with how it is now: {@link Replay}. No state of the alert. */
    REPLAY
}
