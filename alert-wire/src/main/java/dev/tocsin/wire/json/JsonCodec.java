package dev.tocsin.wire.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A codec by way of a record that has the shape of the JSON. */
final class JsonCodec<V, S extends Versioned> implements Codec<V> {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxDocumentLength(4L << 20)
                            .build())
                    .build())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
            if (shape == null) {
                throw new UndecodableException("not " + what + ": the value is null");
            }
            if (shape.v() != Versioned.VERSION) {
                throw new UndecodableException("not " + what + ": version " + shape.v() + " is not known here");
            }
            return toValue.apply(shape);
        } catch (JacksonException e) {
            throw new UndecodableException("not " + what + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UndecodableException("not " + what + ": " + e.getMessage(), e);
        }
    }
}
