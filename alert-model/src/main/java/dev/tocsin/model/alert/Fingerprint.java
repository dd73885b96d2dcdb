package dev.tocsin.model.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stable hash of an alert's labels, equal to the one Prometheus computes: 64-bit FNV-1a over every name and value,
 * each followed by the byte 0xFF, names in byte order (prometheus/common, {@code model/signature.go}).
 *
 * @param value the 64 bits
 */
public record Fingerprint(long value) {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 1099511628211L;
    private static final HexFormat HEX = HexFormat.of();

    /** Computes the fingerprint of these labels. */
    public static Fingerprint of(Map<String, String> labels) {
        List<byte[][]> pairs = new ArrayList<>(labels.size());
        labels.forEach((name, value) -> pairs.add(new byte[][] {utf8(name), utf8(value)}));
        // Byte order, not String order: UTF-16 sorts supplementary characters differently.
        pairs.sort((a, b) -> Arrays.compareUnsigned(a[0], b[0]));
        long hash = OFFSET;
        for (byte[][] pair : pairs) {
            hash = feed(feed(hash, pair[0]), pair[1]);
        }
        return new Fingerprint(hash);
    }

    /** Reads 16 hex digits, or nothing when the text is anything else. */
    public static Optional<Fingerprint> parse(String text) {
        if (text.length() != 16) {
            return Optional.empty();
        }
        for (int i = 0; i < 16; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Fingerprint(HexFormat.fromHexDigitsToLong(text)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long feed(long start, byte[] bytes) {
        long hash = start;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return (hash ^ 0xff) * PRIME;
    }

    /** The 16 hex digits, lower case. */
    @Override
    public String toString() {
        return HEX.toHexDigits(value);
    }
}
