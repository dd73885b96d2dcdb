package dev.tocsin.notifier.text;

import dev.tocsin.notifier.text.sandbox.TextFilter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The filters of templates that are not the engine's. */
final class TemplateFilters {
    /** All labels of one alert. */
    private static final int PAIRS = 1500;

    /** Longer patterns take long to read, at each alert. */
    private static final int PATTERN = 100;

    private static final int SOUGHT = 1000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TemplateFilters() {}

    /** What the filter time makes of it. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The same without day and zone. */
    static String timeOfDay(Instant at) {
        return TIME_OF_DAY.format(at);
    }

    static Map<String, TextFilter> all() {
        return Map.of(
                "cut", new TextFilter(List.of("length"), TemplateFilters::cut),
                "duration", new TextFilter(List.of(), (value, none) -> duration(value)),
                "pairs", new TextFilter(List.of(), (value, none) -> pairs(value)),
                "replace", new TextFilter(List.of("text", "by"), TemplateFilters::replace),
                "time", new TextFilter(List.of("pattern", "zone"), TemplateFilters::time));
    }

    private static String cut(Object value, List<Object> arguments) {
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof Number length) || length.intValue() < 1) {
            throw new IllegalArgumentException("give the number of characters that are left, such as cut(100)");
        }
        return Untrusted.cut(value.toString(), length.intValue());
    }

    private static String replace(Object value, List<Object> arguments) {
        if (arguments.size() != 2 || arguments.getFirst().toString().isEmpty()) {
            throw new IllegalArgumentException("give two texts, such as replace(\".example.org\", \"\")");
        }
        String sought = arguments.getFirst().toString();
        if (sought.length() > SOUGHT) {
            throw new IllegalArgumentException("the first text has more than 1,000 characters");
        }
        String by = arguments.getLast().toString();
        if (by.length() > 100) {
            throw new IllegalArgumentException("the second text has more than 100 characters");
        }
        return value.toString().replace(sought, by);
    }

    /** The two largest units of a number of seconds. */
    private static String duration(Object value) {
        if (value.equals("")) {
            return "";
        }
        Duration lasted = Duration.ofSeconds(number(value, "lasted"));
        if (lasted.toSeconds() < 1) {
            return "less than a second";
        }
        List<String> parts = new ArrayList<>();
        part(parts, lasted.toDays(), "d");
        part(parts, lasted.toHoursPart(), "h");
        part(parts, lasted.toMinutesPart(), "m");
        part(parts, lasted.toSecondsPart(), "s");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void part(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + unit);
        }
    }

    private static String time(Object value, List<Object> arguments) {
        if (value.equals("")) {
            return "";
        }
        try {
            return format(arguments).format(Instant.ofEpochSecond(number(value, "since and ended")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static DateTimeFormatter format(List<Object> arguments) {
        if (arguments.isEmpty()) {
            return TIME;
        }
        String pattern = arguments.getFirst().toString();
        if (pattern.length() > PATTERN) {
            throw new IllegalArgumentException("the pattern has more than 100 characters");
        }
        ZoneId zone = arguments.size() < 2
                ? ZoneOffset.UTC
                : ZoneId.of(arguments.getLast().toString());
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
    }

    private static long number(Object value, String variables) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("it is for " + variables);
    }

    /** Labels on one line. */
    static String pairs(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("it is for labels, shown, group and annotations");
        }
        StringBuilder pairs = new StringBuilder();
        map.forEach((name, text) -> pairs.append(pairs.isEmpty() ? "" : " · ")
                .append(name)
                .append(": ")
                .append(text));
        return Untrusted.cut(pairs.toString(), PAIRS);
    }
}
