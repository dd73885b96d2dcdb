package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.NameCount;
import dev.tocsin.model.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What templates are given: texts that are already harmless, numbers, and lists and maps of them. */
final class TemplateVariables {
    private static final int TEXT = 2000;
    private static final int LABEL = 200;
    /** Those of an alert, with its title and times and what the engine adds. */
    private static final int VARIABLES = 24;

    private static final int NAME = 300;
    /** In a storm there may be hundreds: a template that goes through them is not to fail then of all times. */
    private static final int NAMES = 100;

    private TemplateVariables() {}

    /** Those of the block subject. */
    static Map<String, Object> of(Notification notification) {
        List<String> names = names(notification);
        boolean oneGroup = notification.sections().size() == 1;
        Map<String, Object> variables = new HashMap<>();
        variables.put("severity", label(notification.severity()));
        variables.put("firing", notification.firing());
        variables.put("resolved", notification.ended());
        variables.put("alerts", notification.lines().count());
        variables.put("name", names.size() == 1 ? names.getFirst() : "");
        variables.put("names", names);
        variables.put("groups", notification.sections().size());
        variables.put(
                "group", oneGroup ? group(notification.sections().getFirst().group()) : Map.of());
        return variables;
    }

    /** The names that show something, the most frequent first and not all of very many. */
    static List<String> names(Notification notification) {
        return notification.countsByName().stream()
                .map(NameCount::name)
                .map(TemplateVariables::name)
                .filter(name -> !name.isBlank())
                .distinct()
                .limit(NAMES)
                .toList();
    }

    private static Map<String, String> group(Group group) {
        return labels(group.labels(), group.labels().keySet());
    }

    /** Those of the blocks that tell one alert, of whose labels these are worth showing. */
    static Map<String, Object> of(Line line, Group group, Set<String> shown) {
        Alert alert = line.latest().alert();
        Map<String, String> annotations = new LinkedHashMap<>();
        alert.annotations().forEach((name, value) -> annotations.put(label(name), Untrusted.lines(value, TEXT)));
        Map<String, Object> variables = HashMap.newHashMap(VARIABLES);
        variables.put("name", name(alert.name()));
        variables.put("summary", Untrusted.line(alert.annotation("summary"), TEXT));
        variables.put("description", annotations.getOrDefault("description", ""));
        variables.put("severity", label(line.latest().severity()));
        variables.put("status", status(line));
        variables.put("labels", labels(alert.labels(), alert.labels().keySet()));
        variables.put("shown", labels(alert.labels(), shown));
        variables.put("group", group(group));
        variables.put("annotations", annotations);
        variables.put("source", Untrusted.link(alert.generatorUrl()).orElse(""));
        variables.put("runbook", Untrusted.link(alert.annotation("runbook_url")).orElse(""));
        variables.put(
                "dashboard", Untrusted.link(alert.annotation("dashboard_url")).orElse(""));
        putTimes(variables, line);
        return variables;
    }

    private static void putTimes(Map<String, Object> variables, Line line) {
        Instant since = line.latest().since();
        Optional<Instant> end = Optional.ofNullable(line.latest().alert().endsAt())
                .filter(found -> line.latest().reason() == Reason.RESOLVED);
        variables.put("reason", reason(line, end.isPresent()));
        variables.put("since", since.getEpochSecond());
        variables.put("ended", end.<Object>map(Instant::getEpochSecond).orElse(""));
        variables.put(
                "lasted",
                end.<Object>map(at -> Math.max(0, Duration.between(since, at).toSeconds()))
                        .orElse(""));
    }

    private static String status(Line line) {
        return line.replayed() ? "replayed" : line.latest().firing() ? "firing" : "resolved";
    }

    private static String reason(Line line, boolean endKnown) {
        return switch (line.reason()) {
            case FIRING -> "firing";
            case REFIRED -> "refired";
            case REPEAT -> "repeat";
            case RESOLVED -> line.beganAndEnded() && endKnown ? "fired and resolved" : "resolved";
            case EXPIRED -> "expired";
            case REPLAY -> "replayed";
        };
    }

    private static Map<String, String> labels(Map<String, String> labels, Set<String> names) {
        Map<String, String> harmless = new LinkedHashMap<>();
        labels.forEach((name, value) -> {
            if (names.contains(name)) {
                harmless.put(label(name), label(value));
            }
        });
        return harmless;
    }

    private static String name(String text) {
        return Untrusted.line(text, NAME);
    }

    private static String label(String text) {
        return Untrusted.line(text, LABEL);
    }
}
