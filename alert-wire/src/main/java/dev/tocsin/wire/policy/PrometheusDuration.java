package dev.tocsin.wire.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Durations as Prometheus and Alertmanager write them: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 7d}. */
public final class PrometheusDuration {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern GRAMMAR = Pattern.compile(Stream.of("y", "w", "d", "h", "m", "s", "ms")
            .map(unit -> "(?:(\\d{1,9})" + unit + ")?")
            .collect(Collectors.joining()));
    /** In the order of the grammar; a year has 365 days, as in Prometheus. */
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(365),
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));

    private PrometheusDuration() {}

    /** The duration, or nothing when the text is none or means more than a hundred years. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = GRAMMAR.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            String count = parts.group(i + 1);
            if (count != null) {
                sum = sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(count)));
            }
        }
        return Optional.of(sum).filter(duration -> duration.compareTo(LONGEST) <= 0);
    }
}
