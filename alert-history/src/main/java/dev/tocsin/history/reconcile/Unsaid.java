package dev.tocsin.history.reconcile;

/** Why Alertmanager has an alert and does not notify Tocsin of it. */
public enum Unsaid {
    /** A person silenced it. */
    SILENCED("silenced"),
    /** Another alert inhibits it. */
    INHIBITED("inhibited"),
    /** A time interval mutes its route. */
    MUTED("muted by a time interval"),
    /** Its route leads to other receivers. */
    ELSEWHERE("routed to another receiver"),
    /** Alertmanager has not decided yet. */
    UNPROCESSED("not processed yet");

    private final String words;

    Unsaid(String words) {
        this.words = words;
    }

    /** As a person reads it. */
    public String words() {
        return words;
    }
}
