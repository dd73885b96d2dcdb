package dev.tocsin.wire.json;

import dev.tocsin.model.alert.ReceivedAlert;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The codec of a value that holds an alert, which may be encoded already: half of the work of writing it.
 *
 * @param <V> the value
 */
public final class AroundAlert<V> implements Codec<V> {
    /** What every value starts with; the alert is next. */
    private static final byte[] START = ("{\"v\":" + Versioned.VERSION).getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NAME = ",\"alert\":".getBytes(StandardCharsets.US_ASCII);

    private final Codec<V> around;
    private final Function<V, ReceivedAlert> alert;

    /**
     * A codec.
     *
     * @param around reads all of it, and writes all but the alert
     * @param alert in the value
     */
    AroundAlert(Codec<V> around, Function<V, ReceivedAlert> alert) {
        this.around = around;
        this.alert = alert;
    }

    @Override
    public byte[] encode(V value) {
        return encode(value, EncodedAlert.of(alert.apply(value)));
    }

    /** The same bytes as {@link #encode(Object)}, with those of its alert copied. */
    public byte[] encode(V value, EncodedAlert encoded) {
        byte[] inner = encoded.bytesOf(alert.apply(value));
        byte[] outer = around.encode(value);
        byte[] whole = new byte[outer.length + NAME.length + inner.length];
        System.arraycopy(START, 0, whole, 0, START.length);
        System.arraycopy(NAME, 0, whole, START.length, NAME.length);
        int at = START.length + NAME.length;
        System.arraycopy(inner, 0, whole, at, inner.length);
        System.arraycopy(outer, START.length, whole, at + inner.length, outer.length - START.length);
        return whole;
    }

    @Override
    public V decode(byte[] bytes) {
        return around.decode(bytes);
    }
}
