package dev.tocsin.wire.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

/** A codec by way of a record that has the shape of the JSON. */
final class JsonCodec<V, S extends Versioned> implements Codec<V> {
    private static final int MAX_SENTENCE = 300;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            // A label's name is a key: whatever was accepted must be readable.
                            .maxNameLength(1 << 20)
                            .maxStringLength(4 << 20)
                            .build())
                    // Of two values the reader next door may take the other.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(StrictValues.module())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(coercions -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                    coercions.setCoercion(shape, CoercionAction.Fail);
                }
            })
            .build();

    /** All that must be readable in every version to come. */
    private record AnyVersion(@Nullable Integer v) {}

    private static final ObjectReader ANY_VERSION = MAPPER.readerFor(AnyVersion.class);

    private final String what;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Function<V, S> toShape;
    private final Function<S, V> toValue;

    JsonCodec(String what, Class<S> shape, Function<V, S> toShape, Function<S, V> toValue) {
        this.what = what;
        this.reader = MAPPER.readerFor(shape);
        this.writer = MAPPER.writerFor(shape);
        this.toShape = toShape;
        this.toValue = toValue;
    }

    @Override
    public byte[] encode(V value) {
        return writer.writeValueAsBytes(toShape.apply(value));
    }

    @Override
    public V decode(byte[] bytes) {
        try {
            S shape = reader.readValue(bytes);
            return toValue.apply(Shapes.known("the value", shape));
        } catch (JacksonException e) {
            throw undecodable(otherVersion(bytes).orElseGet(() -> Faults.sentence(e)), e);
        } catch (IllegalArgumentException e) {
            throw undecodable(Objects.requireNonNullElse(e.getMessage(), "it contradicts itself"), e);
        }
    }

    /** The next version may look different in every other field, and then that is what is to be said. */
    private static Optional<String> otherVersion(byte[] bytes) {
        try {
            AnyVersion any = ANY_VERSION.readValue(bytes);
            return Optional.ofNullable(any.v())
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
