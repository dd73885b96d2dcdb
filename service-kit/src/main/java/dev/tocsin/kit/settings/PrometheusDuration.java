package dev.tocsin.kit.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 30s}, {@code 1h30m}, {@code 7d}; ISO-8601 is read as well. */
public final class PrometheusDuration {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final String[] NAMES = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final Duration[] LENGTHS = {
        Duration.ofDays(365),
        Duration.ofDays(7),
        Duration.ofDays(1),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(1)
    };

    private PrometheusDuration() {}

    /** Reads a duration; empty when the text is none, is negative or is longer than 292 years. */
    public static Optional<Duration> parse(String text) {
        try {
            return read(text).filter(duration -> !duration.isNegative() && duration.toNanos() >= 0);
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> read(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.startsWith("P")) {
            return Optional.of(Duration.parse(text));
        }
        Matcher matcher = UNITS.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < LENGTHS.length; i++) {
            String count = matcher.group(i + 1);
            if (count != null) {
                sum = sum.plus(LENGTHS[i].multipliedBy(Long.parseLong(count)));
            }
        }
        return Optional.of(sum);
    }

    /** Writes a duration, down to milliseconds, without weeks and years: {@code 90d} reads better than {@code 12w6d}. */
    public static String format(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (int i = 2; i < LENGTHS.length; i++) {
            long length = LENGTHS[i].toMillis();
            if (rest >= length) {
                text.append(rest / length).append(NAMES[i]);
                rest %= length;
            }
        }
        return text.toString();
    }
}
