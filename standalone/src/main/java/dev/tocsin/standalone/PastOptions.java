package dev.tocsin.standalone;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.route.Matcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which part of the past a command is about. Wrong values end it with a sentence each, all at once. */
final class PastOptions {
    @Option(
            names = "--receiver",
            paramLabel = "NAME",
            description = "only what is for this receiver; may be given several times")
    private Set<String> receivers = new LinkedHashSet<>();

    @Option(
            names = "--severity",
            paramLabel = "NAME",
            description = "only alerts of this severity; may be given several times")
    private Set<String> severities = new LinkedHashSet<>();

    @Option(
            names = "--match",
            paramLabel = "MATCHER",
            description =
                    "only alerts with such labels, as in 'team=\"x\"' or 'env=~\"prod.*\"'; of several all must hold")
    private List<String> matchers = new ArrayList<>();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    PastOptions() {}

    /** Which alerts. */
    Filter filter() {
        List<Matcher> parsed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String matcher : matchers) {
            try {
                parsed.add(Matcher.parse(matcher));
            } catch (IllegalArgumentException e) {
                problems.add("--match: " + e.getMessage());
            }
        }
        refuse(problems);
        return new Filter(receivers, severities, parsed);
    }

    /** The matchers as they were given. */
    List<String> matchers() {
        return List.copyOf(matchers);
    }

    /** Whether any of it is said. The zone says nothing by itself. */
    boolean given() {
        return !receivers.isEmpty() || !severities.isEmpty() || !matchers.isEmpty() || time.given();
    }

    /** Which time, if one is given. */
    Optional<Span> span(Clock clock) {
        Instant now = clock.instant();
        Span span = time.span(now, Instant.EPOCH, now);
        return time.given() ? Optional.of(span) : Optional.empty();
    }

    /** Which time: from what is given, or so long back, to what is given, or now. */
    Span span(Clock clock, Duration back) {
        Instant now = clock.instant();
        return time.span(now, now.minus(back), now);
    }

    /** The same of what is parked, with the time when it was given up. */
    Selection selection(Clock clock) {
        Filter parsed = filter();
        Optional<Span> span = span(clock);
        return new Selection(
                List.of(),
                List.copyOf(parsed.receivers()),
                List.copyOf(parsed.severities()),
                matchers,
                span.map(Span::from),
                span.map(Span::to));
    }

    /** The zone in which times are meant, and shown. */
    ZoneId zone() {
        return time.zone();
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new WrongUsageException(String.join("\n", problems));
        }
    }
}
