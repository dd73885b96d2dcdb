package dev.tocsin.model.alert;

/** Whether an alert fires or has ended. */
public enum Status {
    /** It fires. */
    FIRING,
    /** It has ended. */
    RESOLVED;

    /** The word that Alertmanager and our topics use: {@code firing} or {@code resolved}. */
    public String word() {
        return this == FIRING ? "firing" : "resolved";
    }
}
