package dev.tocsin.ingest.intake;

/** One alert as it goes into the log. Owns its bytes: nobody changes them. */
public final class LogEntry {
    private final String key;
    private final byte[] value;

    /** Takes over the value. */
    public LogEntry(String key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    /** The identity of the alert. */
    public String key() {
        return key;
    }

    /** The encoded alert, not a copy. */
    public byte[] value() {
        return value;
    }
}
