package dev.tocsin.standalone;

import dev.tocsin.history.ask.When;
import dev.tocsin.history.log.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which time a command is about. Wrong values end it with a sentence each, all at once. */
final class TimeOptions {
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
    TimeOptions() {}

    /** Whether a time is given. */
    boolean given() {
        return from != null || to != null;
    }

    /** From what is given, or the first of these, to what is given, or the last. */
    Span span(Instant now, Instant otherwiseFrom, Instant otherwiseTo) {
        List<String> problems = new ArrayList<>();
        When when = new When(now, zone(problems));
        Instant begin = moment("--from", from, when, problems).orElse(otherwiseFrom);
        Instant end = moment("--to", to, when, problems).orElse(otherwiseTo);
        if (problems.isEmpty() && end.isBefore(begin)) {
            problems.add("--to lies before --from");
        }
        refuse(problems);
        return new Span(begin, end);
    }

    private static Optional<Instant> moment(String name, @Nullable String text, When when, List<String> problems) {
        try {
            return Optional.ofNullable(text).map(when::parse);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return Optional.empty();
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
