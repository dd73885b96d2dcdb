package dev.tocsin.history.log;

/** How much of what is read one reading may keep, in bytes as they stand in Kafka. For one thread. */
public final class Budget {
    private final long most;
    private long kept;

    /** At most this many bytes. */
    public Budget(long most) {
        this.most = most;
    }

    /** Keeps so much more. Throws {@link TooMuchException} when that is too much. */
    public void keep(long bytes) {
        if (bytes > most - kept) {
            throw new TooMuchException(
                    "this is more than is looked at in one go: ask for less time with from and to, or"
                            + " for one alert by its fingerprint");
        }
        kept += bytes;
    }

    /** Keeps so much less. */
    public void release(long bytes) {
        kept -= bytes;
    }
}
