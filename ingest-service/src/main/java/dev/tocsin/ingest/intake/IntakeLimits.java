package dev.tocsin.ingest.intake;

/**
 * What one request may hold.
 *
 * @param bodyBytes the body
 * @param alerts in one body
 * @param labels of one alert; its annotations are as many at most
 * @param nameLength characters of a label's or annotation's name
 * @param valueLength characters of a label's value or a URL; annotations end at the size of the record
 */
public record IntakeLimits(int bodyBytes, int alerts, int labels, int nameLength, int valueLength) {
    /** What holds unless set otherwise. */
    public static final IntakeLimits STANDARD = new IntakeLimits(10 << 20, 10_000, 128, 1_024, 16_384);

    /** Refuses limits under which nothing would pass. */
    public IntakeLimits {
        if (Math.min(Math.min(bodyBytes, alerts), Math.min(labels, Math.min(nameLength, valueLength))) < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
