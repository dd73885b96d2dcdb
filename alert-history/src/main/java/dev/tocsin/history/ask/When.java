package dev.tocsin.history.ask;

import dev.tocsin.wire.policy.PrometheusDuration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a time as people type it: how long ago ({@code 2h}, {@code 1d12h ago}), {@code now}, a day and a time ({@code
 * yesterday 22:00}, {@code 2026-11-20 22:00:30}), a time of today, or ISO 8601. A zone may stand behind it; else it is
 * meant in the zone of the command. A time that a clock change leaves out counts as the one an hour later, of one that
 * comes twice the first is meant.
 *
 * @param now the present
 * @param zone which is meant where none is given
 */
public record When(Instant now, ZoneId zone) {
    private static final Pattern PARTS = Pattern.compile(
            "(?:(?<day>today|yesterday|\\d{4}-\\d\\d-\\d\\d)(?:[ t]+|$))?(?<time>\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)? ?(?<zone>z|[+-]\\d\\d:?\\d\\d|[a-z]+(?:/[a-z0-9_+-]+)*)?",
            Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("H:mm[:ss]")
            .appendOptional(DateTimeFormatter.ofPattern("[.SSSSSSSSS][.SSSSSS][.SSS]"))
            .toFormatter(Locale.ROOT);
    private static final String EXPECTED =
            " (expected 2h, yesterday 22:00, 22:00, 2026-11-20 22:00 or 2026-11-20T22:00:00Z; a zone such as Europe/Berlin"
                    + " may follow)";

    /**
     * The moment.
     *
     * @throws IllegalArgumentException with a sentence that says what to write
     */
    public Instant parse(String text) {
        String typed = text.strip();
        if (typed.equalsIgnoreCase("now")) {
            return now;
        }
        return ago(typed)
                .or(() -> at(typed))
                .orElseThrow(() -> new IllegalArgumentException("not a time: " + text + EXPECTED));
    }

    private Optional<Instant> ago(String typed) {
        return PrometheusDuration.parse(typed.replaceFirst("(?i) +ago$", "")).map(now::minus);
    }

    private Optional<Instant> at(String typed) {
        Matcher parts = PARTS.matcher(typed);
        if (!parts.matches() || (parts.group("day") == null && parts.group("time") == null)) {
            return Optional.empty();
        }
        try {
            ZoneId meant =
                    Optional.ofNullable(parts.group("zone")).map(When::zone).orElse(zone);
            LocalDate day = day(Optional.ofNullable(parts.group("day")).orElse("today"), meant);
            LocalTime time = Optional.ofNullable(parts.group("time"))
                    .map(clock -> LocalTime.parse(clock, TIME))
                    .orElse(LocalTime.MIDNIGHT);
            return Optional.of(ZonedDateTime.of(day, time, meant).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private LocalDate day(String word, ZoneId meant) {
        LocalDate today = now.atZone(meant).toLocalDate();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "today" -> today;
            case "yesterday" -> today.minusDays(1);
            default -> LocalDate.parse(word);
        };
    }

    /** By its name, in whatever case. */
    private static ZoneId zone(String name) {
        return name.equalsIgnoreCase("z")
                ? ZoneOffset.UTC
                : ZoneId.getAvailableZoneIds().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .map(ZoneId::of)
                        .orElseGet(() -> ZoneId.of(name));
    }
}
