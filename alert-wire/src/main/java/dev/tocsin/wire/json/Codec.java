package dev.tocsin.wire.json;

/**
 * Turns values into bytes and back.
 *
 * @param <V> the value
 */
public interface Codec<V> {
    /** The bytes of this value, whatever texts are in it: half of a surrogate pair is replaced. */
    byte[] encode(V value);

    /**
     * The value of these bytes.
     *
     * @throws UndecodableException when they are anything else
     */
    V decode(byte[] bytes);
}
