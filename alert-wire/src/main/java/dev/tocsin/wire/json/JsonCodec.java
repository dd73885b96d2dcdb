package dev.tocsin.wire.json;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A codec by way of a record that has the shape of the JSON. */
final class JsonCodec<V, S extends Versioned> implements Codec<V> {
    private static final int MAX_SENTENCE = 300;

    /** All that must be readable in every version to come. */
    record AnyVersion(@Nullable Integer v) {}

    private static final ShapeReader<AnyVersion> ANY_VERSION = new ShapeReader<>(AnyVersion.class);

    private final String what;
    private final ShapeReader<S> reader;
    private final ShapeWriter<S> writer;
    private final Function<V, S> toShape;
    private final Function<S, V> toValue;

    JsonCodec(String what, Class<S> shape, Function<V, S> toShape, Function<S, V> toValue) {
        this.what = what;
        this.reader = new ShapeReader<>(shape);
        this.writer = new ShapeWriter<>(shape);
        this.toShape = toShape;
        this.toValue = toValue;
    }

    @Override
    public byte[] encode(V value) {
        return writer.whole(toShape.apply(value));
    }

    @Override
    public V decode(byte[] bytes) {
        try {
            return toValue.apply(Shapes.known("the value", reader.readWhole(bytes)));
        } catch (JacksonException e) {
            throw undecodable(otherVersion(bytes).orElseGet(() -> Faults.sentence(e)), e);
        } catch (IllegalArgumentException e) {
            throw undecodable(Objects.requireNonNullElse(e.getMessage(), "it contradicts itself"), e);
        }
    }

    /** The next version may look different in every other field, and then that is what is to be said. */
    private static Optional<String> otherVersion(byte[] bytes) {
        try {
            return Optional.ofNullable(ANY_VERSION.readWhole(bytes))
                    .map(AnyVersion::v)
                    .filter(version -> version != Versioned.VERSION)
                    .map(Shapes::unknownVersion);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private UndecodableException undecodable(String sentence, Exception cause) {
        String line = sentence.replaceAll("\\p{Cntrl}+", " ");
        return new UndecodableException(
                "not " + what + ": " + (line.length() > MAX_SENTENCE ? line.substring(0, MAX_SENTENCE) + "…" : line),
                cause);
    }
}
