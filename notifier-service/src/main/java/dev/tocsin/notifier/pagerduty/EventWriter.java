package dev.tocsin.notifier.pagerduty;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.pagerduty.PagerDutyEvent.Link;
import dev.tocsin.notifier.pagerduty.PagerDutyEvent.Payload;
import dev.tocsin.notifier.text.ReplayWords;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts alerts into events. PagerDuty shows text as it is, so nothing in it needs escaping; all of it is cut. */
final class EventWriter {
    /** PagerDuty's limit. */
    private static final int SUMMARY = 1024;

    private static final String REPLAYED = "[REPLAYED] ";

    private static final int FIELD = 255;
    /** Of custom details; with their number an event stays below PagerDuty's 512 KiB, whatever the letters. */
    private static final int DETAIL = 1024;

    private static final int DETAILS = 64;
    private static final Set<String> KNOWN = Set.of("critical", "error", "warning", "info");
    private static final List<String> BY_RANK = List.of("critical", "warning");

    private final Secret routingKey;
    private final Severities severities;

    EventWriter(Secret routingKey, Severities severities) {
        this.routingKey = routingKey;
        this.severities = severities;
    }

    /**
     * The event that tells this, and why it is told if that is out of the ordinary. A replay brings the incident to how
     * the alert is, and so pages nobody for what is over.
     */
    PagerDutyEvent event(RoutedAlert told, Form form, Occasion occasion) {
        boolean rich = form == Form.RICH;
        Alert alert = told.alert();
        Optional<Present> present = told.replay().map(Replay::present);
        Payload payload = new Payload(
                told.replay().isPresent() ? replayed(summary(alert, occasion)) : summary(alert, occasion),
                first(
                        FIELD,
                        alert.label("instance"),
                        alert.label("job"),
                        told.identity().source()),
                severity(told.severity()),
                present.map(Present::since).orElse(told.since()).toString(),
                first(FIELD, alert.label("component"), alert.label("job")),
                Untrusted.line(told.group().toString(), FIELD),
                Untrusted.line(alert.name(), FIELD),
                details(rich ? alert : null, told.replay(), occasion));
        return new PagerDutyEvent(
                routingKey.reveal(),
                present.map(Present::firing).orElse(told.firing()) ? "trigger" : "resolve",
                key(told),
                payload,
                rich ? links(alert) : List.of());
    }

    /** The end of an incident that nobody ever opens: it pages nobody, and has every part that an alert has. */
    PagerDutyEvent probe(Instant now) {
        String text = "Tocsin is checking whether this service takes events.";
        Payload payload =
                new Payload(text, "tocsin", "info", now.toString(), "tocsin", "tocsin", "probe", Map.of("says", text));
        return new PagerDutyEvent(
                routingKey.reveal(),
                "resolve",
                "tocsin/probe",
                payload,
                List.of(new Link("https://example.org/", "Source")));
    }

    /** The incident that an alert is: the same in every episode and after every restart. */
    static String key(RoutedAlert told) {
        return "tocsin/" + told.identity();
    }

    /** What the alert says of itself is not cut for the sake of why it is told: that stands in the details too. */
    private static String summary(Alert alert, Occasion occasion) {
        String summary = first(SUMMARY, alert.annotation("summary"), alert.name(), "alert without a name");
        String framed = Stream.of(occasion.before(), summary, occasion.after())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return framed.length() <= SUMMARY ? framed : summary;
    }

    /** What says that it tells what was is seen whatever the alert says. */
    private static String replayed(String summary) {
        return REPLAYED + Untrusted.cut(summary, SUMMARY - REPLAYED.length());
    }

    private static String first(int limit, String... texts) {
        return Stream.of(texts)
                .map(text -> Untrusted.line(text, limit))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String severity(String name) {
        int rank = severities.rank(name);
        return KNOWN.contains(name) ? name : rank < BY_RANK.size() ? BY_RANK.get(rank) : "info";
    }

    /** What the alert says of itself, unless there is none, and what we say of the telling. */
    private static Map<String, String> details(@Nullable Alert alert, Optional<Replay> replay, Occasion occasion) {
        Map<String, String> details = new LinkedHashMap<>();
        if (alert != null) {
            Stream.concat(alert.annotations().entrySet().stream(), alert.labels().entrySet().stream())
                    .limit(DETAILS)
                    .forEach(
                            e -> details.put(Untrusted.line(e.getKey(), FIELD), Untrusted.lines(e.getValue(), DETAIL)));
        }
        replay.ifPresent(told -> {
            details.put("tocsin_replayed", Untrusted.line(told.id(), FIELD));
            details.put("tocsin_replay_history", new ReplayWords(told).whole());
        });
        details.putAll(occasion.fields());
        return details;
    }

    private static List<Link> links(Alert alert) {
        List<Link> links = new ArrayList<>();
        link(links, "Source", alert.generatorUrl());
        link(links, "Runbook", alert.annotation("runbook_url"));
        link(links, "Dashboard", alert.annotation("dashboard_url"));
        return links;
    }

    private static void link(List<Link> links, String name, String address) {
        Untrusted.link(address).ifPresent(url -> links.add(new Link(url, name)));
    }
}
