package dev.tocsin.standalone;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.ask.When;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.route.Matcher;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "from then on: 2h, yesterday 22:00, 22:00, 2026-11-20 22:00, 2026-11-20T22:00:00Z; a zone such as"
                            + " Europe/Berlin may follow")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "until then (default: now)")
    private @Nullable String to;

    @Option(names = "--zone", paramLabel = "ZONE", description = "zone of times without one (default: this machine's)")
    private @Nullable String zone;

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

    /** Which time, if one is given. */
    Optional<Span> span(Clock clock) {
        Instant now = clock.instant();
        List<String> problems = new ArrayList<>();
        When when = new When(now, zone(problems));
        Instant begin = moment("--from", from, Instant.EPOCH, when, problems);
        Instant end = moment("--to", to, now, when, problems);
        if (problems.isEmpty() && end.isBefore(begin)) {
            problems.add("--to lies before --from");
        }
        refuse(problems);
        return from == null && to == null ? Optional.empty() : Optional.of(new Span(begin, end));
    }

    private static Instant moment(
            String name, @Nullable String text, Instant otherwise, When when, List<String> problems) {
        try {
            return text == null ? otherwise : when.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return otherwise;
        }
    }

    /** The zone in which times are meant, and shown. */
    ZoneId zone() {
        List<String> problems = new ArrayList<>();
        ZoneId meant = zone(problems);
        refuse(problems);
        return meant;
    }

    private ZoneId zone(List<String> problems) {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add("--zone: not a zone: " + zone + " (expected Europe/Berlin, UTC, +02:00)");
            return ZoneId.systemDefault();
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new WrongUsageException(String.join("\n", problems));
        }
    }
}
