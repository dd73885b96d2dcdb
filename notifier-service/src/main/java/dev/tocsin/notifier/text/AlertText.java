package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.text.Message.Link;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said about one alert. */
final class AlertText {
    private static final int DESCRIPTION = 2000;
    private static final int LABELS = 1500;
    private static final int LABEL_VALUE = 200;
    private static final int BRIEF = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Set<String> labels;
    private final Line line;
    private final RoutedAlert latest;
    private final Alert alert;

    /**
     * A text.
     *
     * @param labels the names of those that are worth showing
     */
    AlertText(Line line, Set<String> labels) {
        this.labels = labels;
        this.line = line;
        this.latest = line.latest();
        this.alert = line.latest().alert();
    }

    /** The summary, or the name, with a word before it if it says something new. */
    String title() {
        String subject = Stream.of(alert.annotation("summary"), alert.name(), "alert without a name")
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow();
        return status() + subject;
    }

    private String status() {
        if (line.beganAndEnded()) {
            return "✅ Fired and resolved: ";
        }
        return switch (latest.reason()) {
            case FIRING -> "";
            case RESOLVED -> "✅ Resolved: ";
            case REFIRED -> "Fires again: ";
            case REPEAT -> "Still firing: ";
            case EXPIRED -> "No longer heard of: ";
        };
    }

    /** Description, labels and times, a line each. */
    String body() {
        return Stream.of(Untrusted.lines(alert.annotation("description"), DESCRIPTION), labels(), times())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** All of it on one line. */
    String brief() {
        return Untrusted.line(
                "• " + title() + " ("
                        + Stream.of(labels(), times())
                                .filter(part -> !part.isBlank())
                                .collect(Collectors.joining("; ")) + ")",
                BRIEF);
    }

    private String labels() {
        return Untrusted.cut(
                alert.labels().entrySet().stream()
                        .filter(e -> labels.contains(e.getKey()))
                        .map(e -> Untrusted.line(e.getKey(), LABEL_VALUE) + ": "
                                + Untrusted.line(e.getValue(), LABEL_VALUE))
                        .collect(Collectors.joining(" · ")),
                LABELS);
    }

    private String times() {
        String since = "since " + TIME.format(latest.since());
        return switch (latest.reason()) {
            case FIRING, REFIRED, REPEAT -> since;
            case RESOLVED -> since + ", resolved" + (alert.endsAt() == null ? "" : " after " + lasted(alert.endsAt()));
            case EXPIRED -> since + "; its source has said nothing for so long that it is no longer believed to fire";
        };
    }

    private String lasted(Instant end) {
        Duration lasted = Duration.between(latest.since(), end);
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

    /** Where to go on reading. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        link(links, "Source", alert.generatorUrl());
        link(links, "Runbook", alert.annotation("runbook_url"));
        link(links, "Dashboard", alert.annotation("dashboard_url"));
        return links;
    }

    private static void link(List<Link> links, String name, String address) {
        Untrusted.link(address).ifPresent(url -> links.add(new Link(name, url)));
    }
}
