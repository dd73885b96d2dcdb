package dev.tocsin.wire.json;

import dev.tocsin.model.alert.ReceivedAlert;

/** An alert and its bytes, which stand as they are in every value that holds it: encoded once for all of them. */
public final class EncodedAlert {
    private final ReceivedAlert alert;
    private final byte[] bytes;

    private EncodedAlert(ReceivedAlert alert) {
        this.alert = alert;
        this.bytes = Codecs.RECEIVED.encode(alert);
    }

    /** Encodes it. */
    public static EncodedAlert of(ReceivedAlert alert) {
        return new EncodedAlert(alert);
    }

    /** The bytes of this alert, anew if it is another one. */
    byte[] bytesOf(ReceivedAlert wanted) {
        return wanted.equals(alert) ? bytes : Codecs.RECEIVED.encode(wanted);
    }
}
