package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.Commitment;

/** Lets tests of other packages commit what an owner would. */
public final class Plans {
    private Plans() {}

    /** The metadata of this commitment's offset. */
    public static String text(Commitment commitment) {
        return CommitMetadata.write(commitment);
    }
}
