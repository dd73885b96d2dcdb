package dev.tocsin.wire.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as {@link Instant#toString} writes them. By the library they are a third of the work of reading a record, and of
 * writing one.
 */
public final class Times {
    private static final int SECONDS_A_DAY = 86_400;
    /** {@code 2026-03-02T12:00:00}. */
    private static final int TO_THE_SECOND = 19;

    private static final int NANO_DIGITS = 9;

    /** The years 0 to 9999. */
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private Times() {}

    /** What {@link Instant#parse} makes of it; throws what that throws. */
    static Instant parse(String text) {
        Instant found = found(text);
        return found == null ? Instant.parse(text) : found;
    }

    /** A time in UTC of the years 0 to 9999 in its usual form. Nothing for the rest, which the library is to judge. */
    public static Optional<Instant> usual(String text) {
        return Optional.ofNullable(found(text));
    }

    private static @Nullable Instant found(String text) {
        int length = text.length();
        if (length <= TO_THE_SECOND || text.charAt(length - 1) != 'Z' || !hasMarks(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, TO_THE_SECOND);
        int nanos = nanos(text, length - 1);
        boolean digits = (year | month | day | hour | minute | second | nanos) >= 0;
        if (!digits || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        LocalDate first = LocalDate.of(year, month, 1);
        if (day > first.lengthOfMonth()) {
            return null;
        }
        long days = first.toEpochDay() + day - 1;
        return Instant.ofEpochSecond(days * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, nanos);
    }

    /** What {@link Instant#toString} makes of it. */
    static String text(Instant time) {
        long day = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
        if (day < FIRST_DAY || day > LAST_DAY) {
            return time.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        int second = (int) (time.getEpochSecond() - day * SECONDS_A_DAY);
        byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
        write(text, date.getYear(), 4);
        write(text, date.getMonthValue(), 7);
        write(text, date.getDayOfMonth(), 10);
        write(text, second / 3_600, 13);
        write(text, second / 60 % 60, 16);
        write(text, second % 60, TO_THE_SECOND);
        int end = fraction(text, time.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** Writes none, three, six or nine digits, as many as it takes. Returns where they end. */
    private static int fraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return TO_THE_SECOND;
        }
        int end = TO_THE_SECOND + 1 + NANO_DIGITS;
        int value = nanos;
        while (value % 1_000 == 0) {
            value /= 1_000;
            end -= 3;
        }
        write(text, value, end);
        return end;
    }

    /** Puts a number where zeros are, up to before the end. */
    private static void write(byte[] text, int number, int end) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            at--;
            text[at] = (byte) ('0' + rest % 10);
        }
    }

    private static boolean hasMarks(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** The fraction in nanoseconds; negative when it is none. */
    private static int nanos(String text, int end) {
        if (end == TO_THE_SECOND) {
            return 0;
        }
        int digits = end - TO_THE_SECOND - 1;
        if (text.charAt(TO_THE_SECOND) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return -1;
        }
        int nanos = number(text, TO_THE_SECOND + 1, end);
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Negative when it is none. At most nine digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
