package dev.tocsin.model.delivery;

import java.time.Instant;

/**
 * What a batch that is tried again was answered last. It stands in the metadata of an offset, of which a broker takes 4,096
 * bytes (hazards.md M2), so the reason is one line and short.
 *
 * @param reason in the words of the outcome, for people; no longer than {@link #LONGEST}
 * @param at when that attempt ended
 * @param since when the first attempt at this batch failed
 */
public record LastFailure(String reason, Instant at, Instant since) {
    /** Of a reason, in UTF-16 units. */
    public static final int LONGEST = 200;

    private static final String CUT = "…";

    /** Makes one line of the reason, and cuts it. */
    public LastFailure {
        reason = cut(reason.replaceAll("\\p{Cc}+", " ").strip());
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = LONGEST - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
